package dev.invitations.contract;

import java.util.regex.Pattern;

/**
 * The rule for a team's name: 1 to 63 lower-case letters, digits and hyphens, beginning and ending with a letter or a
 * digit (a DNS label, RFC 1123). It stands in URLs, message attributes and Redis keys, so nothing in it needs quoting.
 */
public final class TeamName {
    /** The rule as a regular expression, for annotations. */
    public static final String PATTERN = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    /** The rule in words, for error messages. */
    public static final String RULE =
            "1 to 63 lower-case letters, digits and hyphens, beginning and ending with a letter or digit";

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    private TeamName() {}

    public static boolean isValid(String team) {
        return COMPILED.matcher(team).matches();
    }

    /**
     * Returns {@code team} where it is a team's name.
     *
     * @throws IllegalArgumentException says what a team's name is
     */
    public static String require(String team) {
        if (!isValid(team)) {
            throw new IllegalArgumentException("team \"" + team + "\" is refused: a team's name is " + RULE);
        }
        return team;
    }
}
