package dev.invitations.station.aws.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The parameters of a Query protocol request, such as {@code Tags.member.1.Key=team}, as the tree that their dots
 * describe.
 */
public final class QueryParameters {
    private static final int MAX_PARAMETERS = 10_000;
    private static final int MAX_DEPTH = 12;

    private String value;
    private final Map<String, QueryParameters> children = new LinkedHashMap<>();

    private QueryParameters() {}

    /**
     * Decodes {@code application/x-www-form-urlencoded}, of a URL's query and of a body together.
     *
     * @param encoded bytes as ISO-8859-1; null where there are none
     * @throws MalformedQuery where the encoding is broken
     */
    public static QueryParameters parse(String... encoded) {
        var root = new QueryParameters();
        int count = 0;
        for (String part : encoded) {
            if (part == null || part.isEmpty()) {
                continue;
            }
            for (String pair : part.split("&")) {
                if (++count > MAX_PARAMETERS) {
                    throw new MalformedQuery("More than " + MAX_PARAMETERS + " parameters");
                }
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                root.put(decode(name), decode(value));
            }
        }
        return root;
    }

    private void put(String name, String value) {
        String[] path = name.split("\\.");
        if (path.length > MAX_DEPTH) {
            throw new MalformedQuery("A parameter's name has more than " + MAX_DEPTH + " parts");
        }
        QueryParameters node = this;
        for (String step : path) {
            node = node.children.computeIfAbsent(step, _ -> new QueryParameters());
        }
        node.value = value;
    }

    /**
     * Strict, unlike the JDK's decoder: bytes that are no UTF-8 must not become other bytes on their way.
     *
     * @param encoded one char per byte
     */
    private static String decode(String encoded) {
        if (encoded.indexOf('%') < 0 && encoded.chars().allMatch(c -> c < 0x80)) {
            return encoded.replace('+', ' ');
        }
        var bytes = new ByteArrayOutputStream(encoded.length());
        byte[] raw = encoded.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.write(raw[i] == '+' ? ' ' : raw[i]);
                continue;
            }
            int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new MalformedQuery("The query string contains a broken percent escape.");
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new MalformedQuery("The query string contains text that is not UTF-8.");
        }
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(children.get(name)).map(child -> child.value);
    }

    /** What is below {@code Name.}, such as the {@code Value} of a message attribute. */
    public QueryParameters child(String name) {
        return children.getOrDefault(name, new QueryParameters());
    }

    /** The elements of {@code Name.member.1}, {@code Name.entry.1} or {@code Name.1}, in the order of their numbers. */
    public List<QueryParameters> list(String name) {
        QueryParameters list = child(name);
        for (String wrapper : List.of("member", "entry")) {
            if (list.children.containsKey(wrapper)) {
                list = list.child(wrapper);
            }
        }
        var ordered = new TreeMap<Integer, QueryParameters>();
        list.children.forEach((index, element) -> {
            if (index.matches("\\d{1,6}")) {
                ordered.put(Integer.valueOf(index), element);
            }
        });
        return List.copyOf(ordered.values());
    }

    /** The texts of a list such as {@code TagKeys.member.1}. */
    public List<String> texts(String name) {
        return list(name).stream()
                .map(element -> element.value)
                .filter(text -> text != null)
                .toList();
    }

    /** A list of pairs, such as {@code Attributes.entry.1.key} and {@code .value}; a missing value is empty. */
    public Map<String, String> map(String name, String key, String value) {
        Map<String, String> map = new LinkedHashMap<>();
        for (QueryParameters entry : list(name)) {
            entry.text(key).ifPresent(k -> map.put(k, entry.text(value).orElse("")));
        }
        return map;
    }
}
