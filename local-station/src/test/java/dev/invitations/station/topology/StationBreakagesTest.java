package dev.invitations.station.topology;

import dev.invitations.station.aws.Aws;
import org.junit.jupiter.api.extension.ExtendWith;

/** On the local station. */
@ExtendWith(Aws.Extension.class)
class StationBreakagesTest extends BreakagesTest {
    StationBreakagesTest(Aws aws) {
        super(new Emulator(Breakage.Kind.STATION, aws.endpoint()));
    }
}
