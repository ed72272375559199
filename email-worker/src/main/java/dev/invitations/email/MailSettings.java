package dev.invitations.email;

import io.quarkus.mailer.runtime.MailerRuntimeConfig;
import io.quarkus.mailer.runtime.Mailers;
import io.quarkus.mailer.runtime.MailersRuntimeConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import io.vertx.ext.mail.mailencoder.EmailAddress;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * How to reach the mail server, and as whom: the settings {@code quarkus.mailer.*}. One that is not among {@link
 * #KNOWN} would do nothing here, so the service refuses to start with it.
 *
 * @see <a href="https://quarkus.io/guides/mailer-reference">Quarkus: mailer reference</a>
 */
@Singleton
class MailSettings {
    private static final String PREFIX = "quarkus.mailer.";
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            "from",
            "host",
            "port",
            "tls",
            "start-tls",
            "tls-configuration-name",
            "username",
            "password",
            "own-host-name",
            "max-pool-size",
            "timeout"));

    /** An idle connection is given up soon, since the network may have forgotten it without a word. */
    private static final Duration KEPT_ALIVE = Duration.ofSeconds(5);

    /** Whoever does not even answer the door is not there. */
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(30);

    private final MailerRuntimeConfig mailer;
    private final TlsConfigurationRegistry certificates;
    private final EmailAddress from;

    MailSettings(MailersRuntimeConfig mailers, TlsConfigurationRegistry certificates, SmallRyeConfig config) {
        this.mailer = mailers.mailers().get(Mailers.DEFAULT_MAILER_NAME);
        this.certificates = certificates;
        refuseUnknown(config);
        refuseTimeout();
        this.from = from(mailer.from().orElse(""));
    }

    /** The sender as the header {@code From} shows it. */
    String from() {
        return mailer.from().orElseThrow();
    }

    String domain() {
        return from.getEmail().substring(from.getEmail().lastIndexOf('@') + 1);
    }

    /** How long the mail server may keep silent. */
    Duration timeout() {
        return mailer.timeout();
    }

    /** How many connections to the mail server may be in use. */
    int connections() {
        return mailer.maxPoolSize();
    }

    /** The same for Vert.x, with time-outs that Quarkus has no setting for. */
    MailConfig toVertx() {
        MailConfig vertx = new MailConfig()
                .setHostname(mailer.host())
                .setStarttls(startTls())
                .setMaxPoolSize(connections())
                .setKeepAliveTimeout(Math.toIntExact(KEPT_ALIVE.toSeconds()))
                .setKeepAliveTimeoutUnit(TimeUnit.SECONDS);
        vertx.setConnectTimeout(Math.toIntExact(Math.min(timeout().toMillis(), LONGEST_CONNECT.toMillis())));
        vertx.setIdleTimeout(Math.toIntExact(timeout().toMillis())).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        vertx.setMetricsName("mail");
        mailer.tlsConfigurationName().ifPresent(name -> TlsConfigUtils.configure(vertx, certificates(name)));
        vertx.setSsl(mailer.tls().orElse(false));
        mailer.port().ifPresent(vertx::setPort);
        mailer.username().ifPresent(vertx::setUsername);
        mailer.password().ifPresent(vertx::setPassword);
        mailer.ownHostName().ifPresent(vertx::setOwnHostname);
        return vertx;
    }

    private void refuseTimeout() {
        if (timeout().compareTo(Duration.ofSeconds(1)) < 0 || timeout().compareTo(Duration.ofHours(1)) > 0) {
            throw refused("timeout", timeout().toString(), "from 1s to 1h; RFC 5321, 4.5.3.2, has minutes in mind");
        }
    }

    private StartTLSOptions startTls() {
        try {
            return StartTLSOptions.valueOf(mailer.startTLS().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw refused("start-tls", mailer.startTLS(), "DISABLED, OPTIONAL or REQUIRED");
        }
    }

    private TlsConfiguration certificates(String name) {
        return certificates
                .get(name)
                .orElseThrow(() ->
                        refused("tls-configuration-name", name, "the name of settings quarkus.tls." + name + ".*"));
    }

    private static EmailAddress from(String from) {
        try {
            EmailAddress address = new EmailAddress(from);
            if (address.getEmail().contains("@")) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, as an address without a domain is.
        }
        throw refused("from", from, "an address such as Invitations <no-reply@example.com>");
    }

    private static void refuseUnknown(SmallRyeConfig config) {
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(PREFIX) && !KNOWN.contains(name.substring(PREFIX.length())))
                .filter(name -> isSetByPeople(config.getConfigValue(name)))
                .findFirst()
                .ifPresent(name -> {
                    throw new ConfigurationException(
                            name + " does nothing in the e-mail worker: it knows " + PREFIX + KNOWN);
                });
    }

    /** Quarkus' own defaults are properties too: those fixed when it was built have the highest ordinal there is. */
    private static boolean isSetByPeople(ConfigValue value) {
        return value.getConfigSourceOrdinal() > 0 && value.getConfigSourceOrdinal() < Integer.MAX_VALUE;
    }

    private static ConfigurationException refused(String setting, String value, String right) {
        return new ConfigurationException(PREFIX + setting + ": \"" + value + "\" is refused: it must be " + right);
    }
}
