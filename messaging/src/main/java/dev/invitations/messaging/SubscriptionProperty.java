package dev.invitations.messaging;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A property for one subscription: {@code invitations.pubsub.subscriptions."email-worker".max-in-flight}. */
record SubscriptionProperty(String subscription, String property) {
    private static final String FOR_EVERY = "invitations.pubsub.";
    private static final String FOR_ONE = FOR_EVERY + "subscriptions.";
    private static final Pattern NAME =
            Pattern.compile(Pattern.quote(FOR_ONE) + "(?:\"(?<quoted>[^\"]+)\"|(?<plain>[^\".]+))\\.(?<property>.+)");

    /** By its name, in quotes or without. */
    static Optional<SubscriptionProperty> named(String name) {
        Matcher written = NAME.matcher(name);
        return written.matches()
                ? Optional.of(new SubscriptionProperty(
                        Optional.ofNullable(written.group("quoted")).orElseGet(() -> written.group("plain")),
                        written.group("property")))
                : Optional.empty();
    }

    /**
     * Whether a name as SmallRye Config finds it is that of a subscription. In a variable of the environment hyphens are
     * lost: {@code __EMAIL_WORKER__} alone is read as {@code "email.worker"}.
     */
    static boolean means(String found, String subscription) {
        return found.equals(subscription)
                || found.equals(subscription.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "."));
    }

    /** The way to write it that always works. */
    String quoted() {
        return FOR_ONE + '"' + subscription + "\"." + property;
    }

    /** The way to write it that also works where the subscription has no dot in its name, and none has. */
    String plain() {
        return FOR_ONE + subscription + "." + property;
    }

    /** The property for every subscription that says nothing else. */
    String forEvery() {
        return FOR_EVERY + property;
    }
}
