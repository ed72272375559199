package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.http.QueryParameters;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page of a listing that is sorted by ARN.
 *
 * @param nextToken the last ARN, encoded; empty on the last page
 */
record Page<T>(List<T> items, Optional<String> nextToken) {
    private static final int SIZE = 100;

    static <T> Page<T> of(Collection<T> sorted, Function<T, String> arn, QueryParameters parameters) {
        String after = parameters.text("NextToken").map(Page::decoded).orElse("");
        List<T> items = sorted.stream()
                .filter(item -> arn.apply(item).compareTo(after) > 0)
                .limit(SIZE + 1L)
                .toList();
        if (items.size() <= SIZE) {
            return new Page<>(items, Optional.empty());
        }
        List<T> page = items.subList(0, SIZE);
        return new Page<>(page, Optional.of(encoded(arn.apply(page.getLast()))));
    }

    private static String encoded(String arn) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(arn.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String token) {
        try {
            String arn = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (arn.startsWith("arn:")) {
                return arn;
            }
        } catch (IllegalArgumentException _) {
            // No Base64, so none of ours either.
        }
        throw SnsError.invalidParameter("NextToken");
    }
}
