package dev.invitations.api.list;

import dev.invitations.api.input.Texts;
import dev.invitations.api.invite.Invitee;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where in a row the fields stand, found by the names in the header: those of Google Workspace's user export, of
 * Slack's member list, and what people call such columns themselves. Case, spaces and {@code [Required]} don't matter.
 *
 * @param names the ways to a person's name, best first: the columns to join
 */
record Columns(int count, int email, List<List<Integer>> names, OptionalInt message) {
    private static final List<String> EMAIL =
            List.of("email", "emailaddress", "mail", "workemail", "primaryemail", "emailadresse");
    private static final List<String> NAME = List.of("name", "fullname", "displayname", "realname");
    private static final List<String> FIRST_NAME = List.of("firstname", "givenname");
    private static final List<String> LAST_NAME = List.of("lastname", "familyname", "surname");
    private static final List<String> MESSAGE = List.of("message");

    private static final Pattern NOT_PART_OF_THE_NAME = Pattern.compile("\\[.*]|[^\\p{L}\\p{N}]");

    /**
     * @throws HttpProblem 400, with the columns found and those looked for, where no column has the address
     */
    static Columns of(List<String> header) {
        List<String> names = header.stream().map(Columns::plain).toList();
        OptionalInt email = find(EMAIL, names).findFirst();
        if (email.isEmpty()) {
            throw HttpProblem.builder()
                    .withStatus(Status.BAD_REQUEST)
                    .withTitle(Status.BAD_REQUEST.getReasonPhrase())
                    .withDetail("The first line must name the columns, and one of them must be the e-mail address:"
                            + " \"email\", or \"Email Address [Required]\". Found were "
                            + header.stream().limit(20).map(Texts::quoted).collect(Collectors.joining(", ")))
                    .build();
        }
        List<Integer> firstAndLast = IntStream.concat(
                        find(FIRST_NAME, names).limit(1), find(LAST_NAME, names).limit(1))
                .boxed()
                .toList();
        List<List<Integer>> ways = Stream.concat(find(NAME, names).mapToObj(List::of), Stream.of(firstAndLast))
                .toList();
        return new Columns(
                header.size(), email.getAsInt(), ways, find(MESSAGE, names).findFirst());
    }

    /** Earlier synonyms go first: a list with "email" and "work email" means the former. */
    private static IntStream find(List<String> synonyms, List<String> names) {
        return synonyms.stream().flatMapToInt(synonym -> IntStream.range(0, names.size())
                .filter(i -> names.get(i).equals(synonym)));
    }

    private static String plain(String name) {
        return NOT_PART_OF_THE_NAME.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /** A row's texts by the names of {@link Invitee#FIELDS}. */
    Map<String, String> texts(List<String> row) {
        Map<String, String> texts = new HashMap<>();
        texts.put(Invitee.EMAIL, row.get(email));
        // In Slack's list many have a display name only.
        names.stream()
                .map(parts -> parts.stream().map(row::get).map(String::strip).collect(Collectors.joining(" ")))
                .filter(name -> !name.isBlank())
                .findFirst()
                .ifPresent(name -> texts.put(Invitee.NAME, name));
        message.ifPresent(i -> texts.put(Invitee.MESSAGE, row.get(i)));
        return texts;
    }
}
