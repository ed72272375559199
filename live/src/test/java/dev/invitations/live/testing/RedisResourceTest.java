package dev.invitations.live.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedisResourceTest {

    @Test
    void aRedisThatIsNoLongerNeededLeavesNothingBehind() {
        RedisResource redis = new RedisResource();
        redis.start();
        redis.stopServer();
        assertThat(redis.directory()).isNotEmptyDirectory();
        redis.startServer();

        redis.stop();

        assertThat(redis.directory()).doesNotExist();
    }
}
