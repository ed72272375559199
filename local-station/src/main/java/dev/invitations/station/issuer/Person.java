package dev.invitations.station.issuer;

import dev.invitations.contract.TeamName;
import java.util.Arrays;
import java.util.List;

/**
 * Who signs in, as told by the login page.
 *
 * @throws IllegalArgumentException says what is wrong with the name or a team
 */
record Person(String name, List<String> teams) {
    private static final int LONGEST = 100;

    Person {
        name = name.strip();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("Your name is missing");
        }
        if (name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A name is at most " + LONGEST + " characters on one line");
        }
        if (teams.isEmpty()) {
            throw new IllegalArgumentException("Your team is missing");
        }
        for (String team : teams) {
            if (!TeamName.isValid(team)) {
                throw new IllegalArgumentException("\"" + team + "\" is refused: a team's name is " + TeamName.RULE);
            }
        }
    }

    /** @param teams with commas between them */
    static Person of(String name, String teams) {
        return new Person(
                name,
                Arrays.stream(teams.split(","))
                        .map(String::strip)
                        .filter(team -> !team.isEmpty())
                        .distinct()
                        .toList());
    }
}
