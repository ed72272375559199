package dev.invitations.email;

import io.quarkus.mailer.runtime.MailersRuntimeConfig;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Mail servers as they are configured, without a running Quarkus. */
final class MailServers {
    private MailServers() {}

    /**
     * @param settings by their names after {@code quarkus.mailer.}
     */
    static MailServer of(Vertx vertx, ScriptedSmtp smtp, Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "quarkus.mailer.from", "Invitations <invitations@example.com>",
                "quarkus.mailer.host", "localhost",
                "quarkus.mailer.port", Integer.toString(smtp.port()),
                "quarkus.mailer.own-host-name", "localhost",
                "quarkus.mailer.timeout", "10s"));
        settings.forEach((name, value) -> properties.put("quarkus.mailer." + name, value));
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(MailersRuntimeConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build();
        return new MailServer(
                vertx, new MailSettings(config.getConfigMapping(MailersRuntimeConfig.class), new NoTls(), config));
    }

    private static final class NoTls implements TlsConfigurationRegistry {
        @Override
        public Optional<TlsConfiguration> get(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<TlsConfiguration> getDefault() {
            return Optional.empty();
        }

        @Override
        public void register(String name, TlsConfiguration configuration) {
            throw new UnsupportedOperationException();
        }
    }
}
