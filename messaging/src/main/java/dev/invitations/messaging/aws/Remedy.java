package dev.invitations.messaging.aws;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The command that creates what is missing, as it must be typed for the AWS that this service talks to. */
@Singleton
class Remedy {
    private final String command;

    Remedy(@ConfigProperty(name = "quarkus.sns.endpoint-override") Optional<String> endpoint) {
        this.command = "./station apply"
                + endpoint.map(url -> " --endpoint-url " + url).orElse("");
    }

    /** Such as: {@code the queue email-worker does not exist: ./station apply creates it}. */
    String forMissing(String what) {
        return what + " does not exist: " + command + " creates it";
    }

    /** Such as: {@code the queue email-worker is not as declared (Policy): ./station apply mends it}. */
    String forDifferent(String what, String differences) {
        return what + " is not as declared (" + differences + "): " + command + " mends it";
    }
}
