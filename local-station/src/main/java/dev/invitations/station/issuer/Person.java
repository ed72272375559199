package dev.invitations.station.issuer;

import dev.invitations.contract.TeamName;

/**
 * Who signs in, as told by the login page.
 *
 * @throws IllegalArgumentException says what is wrong with the name or the team
 */
record Person(String name, String team) {
    private static final int LONGEST = 100;

    Person {
        name = name.strip();
        team = team.strip();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("Your name is missing");
        }
        if (name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A name is at most " + LONGEST + " characters on one line");
        }
        if (team.isEmpty()) {
            throw new IllegalArgumentException("Your team is missing");
        }
        TeamName.require(team);
    }
}
