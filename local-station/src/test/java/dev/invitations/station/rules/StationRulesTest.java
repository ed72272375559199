package dev.invitations.station.rules;

import dev.invitations.station.aws.Aws;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** On the local station, which does as AWS does. */
@ExtendWith(Aws.Extension.class)
class StationRulesTest extends RulesContract {
    StationRulesTest(Aws aws) {
        super(Fidelity.Column.STATION);
        cloud = Cloud.of(aws);
    }

    @AfterAll
    void close() {
        cloud.close();
    }
}
