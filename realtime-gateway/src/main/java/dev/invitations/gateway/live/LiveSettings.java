package dev.invitations.gateway.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the live channel treats its clients. */
@ConfigMapping(prefix = "invitations.live")
interface LiveSettings {

    /**
     * How many frames may wait for one client before it is closed as too slow. Larger than a team's stream is long, so
     * that a client which asks for all of it is never too slow for its own request.
     */
    @WithDefault("50000")
    @Min(1)
    int clientBacklog();

    /** How long a client may leave pings unanswered before it is cut off: some times the interval of the pings. */
    @WithDefault("90s")
    @DurationMin(seconds = 1)
    Duration clientSilence();
}
