package dev.invitations.station.rules;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What AWS does in a case.
 *
 * @param heading what it is about
 * @param when the case, in a few words; no other rule has the same
 * @param source how it is known what AWS does
 * @param aws what AWS does, in the words in which an observation tells it
 * @param observation tries it, and tells what it sees
 * @param needs what only the local station has, and without which it can't be tried
 */
record Rule(String heading, String when, Source source, String aws, Observation observation, Optional<String> needs) {

    /** Tries a rule. */
    interface Observation {
        /** What is seen, without anything that differs from one run to the next. */
        String of(Trial trial) throws Exception;
    }

    /** How it is known what AWS does. */
    record Source(String mark) {
        /** By answers that were recorded from AWS. */
        static final Source SEEN = new Source("[S]");

        /** By a page of the developer guide. */
        static Source documented(String page) {
            return new Source("[D] " + page);
        }

        /** By the service model that the SDKs are made from. */
        static Source model(String shape) {
            return new Source("[M] " + shape);
        }

        /** Nobody tells; what is expected is what the local station does until its setting says otherwise. */
        static Source unverified(String setting) {
            return new Source("[?] `" + setting + "`");
        }
    }

    static Rule rule(String when, Source source, String aws, Observation observation) {
        return new Rule("", when, source, aws, observation, Optional.empty());
    }

    static List<Rule> about(String heading, Rule... rules) {
        return Stream.of(rules)
                .map(rule -> new Rule(heading, rule.when, rule.source, rule.aws, rule.observation, rule.needs))
                .toList();
    }

    /** The same, where it can only be tried by means that nobody else offers, such as three days at once. */
    Rule needs(String means) {
        return new Rule(heading, when, source, aws, observation, Optional.of(means));
    }

    @Override
    public String toString() {
        return heading + ": " + when;
    }
}
