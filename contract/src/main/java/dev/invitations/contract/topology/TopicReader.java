package dev.invitations.contract.topology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads a topic of the file.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html">CreateTopic</a>
 */
final class TopicReader {
    static final List<String> KEYS = List.of("fifo", "encryptionKey", "tags", "publishers", "subscriptions");

    private static final int LONGEST_NAME = 256;
    private static final String SERVICE = "[a-z][a-z0-9-]{0,62}";
    private static final String ACCOUNT = "\\d{12}";
    private static final String PRINCIPAL = "arn:aws[a-z-]*:iam::\\d{12}:(root|(role|user)/[\\w+=,.@/-]+)";
    private static final String KEY =
            "alias/[\\w/-]{1,250}|[0-9a-f-]{36}|mrk-[0-9a-f]{32}|arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:(key|alias)/[\\w/-]+";
    private static final String TAG = "[\\p{L}\\p{Z}\\p{N}_.:/=+@-]";

    private final String prefix;
    private final Mistakes mistakes;
    private final SubscriptionReader subscriptionReader;

    TopicReader(String prefix, Mistakes mistakes) {
        this.prefix = prefix;
        this.mistakes = mistakes;
        this.subscriptionReader = new SubscriptionReader(prefix, mistakes);
    }

    DeclaredTopic read(ScalarNode key, Node value) {
        YamlMapping keys = new YamlMapping(value, "topic " + key.getValue(), mistakes).withOnly(KEYS);
        boolean fifo = keys.flag("fifo", false);
        String name = mistakes.name(key, "topic", LONGEST_NAME - prefix.length() - (fifo ? ".fifo".length() : 0));
        List<DeclaredSubscription> subscriptions = new ArrayList<>();
        keys.mapping("subscriptions", "the subscriptions of topic " + name)
                .ifPresent(declared -> declared.forEach(
                        (subscription, node) -> subscriptions.add(subscriptionReader.read(subscription, node, fifo))));
        if (subscriptions.isEmpty()) {
            mistakes.add(key, "topic " + name + " has no subscription: what is published there would be lost");
        }
        List<String> services = new ArrayList<>();
        List<String> others = new ArrayList<>();
        List<String> workers =
                subscriptions.stream().map(DeclaredSubscription::name).toList();
        keys.texts("publishers", "a list of services, accounts or roles, such as [invitation-api]")
                .forEach(publisher -> readPublisher(publisher, workers, services, others));
        return new DeclaredTopic(
                prefix,
                name,
                fifo,
                keys.text("encryptionKey").flatMap(this::encryptionKey),
                tags(keys),
                List.copyOf(services),
                List.copyOf(others),
                List.copyOf(subscriptions));
    }

    private void readPublisher(ScalarNode node, List<String> workers, List<String> services, List<String> others) {
        String publisher = node.getValue();
        if (services.contains(publisher) || others.contains(publisher)) {
            mistakes.add(node, "publishers: " + publisher + " is there twice");
        } else if (publisher.matches(ACCOUNT + "|" + PRINCIPAL)) {
            others.add(publisher);
        } else if (publisher.matches(SERVICE)) {
            services.add(publisher);
            if (!workers.contains(publisher)) {
                // Names that only resemble each other are no mistake; two letters that changed places are.
                workers.stream()
                        .filter(worker -> DidYouMean.isSlip(worker, publisher))
                        .findFirst()
                        .ifPresent(worker -> mistakes.add(
                                node, "publishers: there is no " + publisher + ": did you mean " + worker + "?"));
            }
        } else {
            mistakes.add(
                    node,
                    "publishers: expected a service such as invitation-api, an account of twelve digits, or the ARN of"
                            + " a role or user, found \"" + publisher + '"');
        }
    }

    /** Keys that AWS manages can't be used: nobody can change their policies, and those don't let SNS in. */
    private Optional<String> encryptionKey(ScalarNode node) {
        String key = node.getValue();
        if (key.contains("alias/aws/")) {
            mistakes.add(
                    node,
                    "encryptionKey: SNS can't use " + key + ", whose policy is AWS's, and would lose every message;"
                            + " expected a key of your own, such as alias/invitations");
        } else if (!key.matches(KEY)) {
            mistakes.add(
                    node,
                    "encryptionKey: expected the alias, id or ARN of a KMS key, such as alias/invitations, found \""
                            + key + '"');
        }
        return Optional.of(key);
    }

    private Map<String, String> tags(YamlMapping keys) {
        Map<String, String> tags = new LinkedHashMap<>();
        keys.mapping("tags", "tags")
                .ifPresent(declared -> declared.forEach((key, value) -> {
                    String name = key.getValue();
                    if (!name.matches(TAG + "{1,128}") || name.startsWith("aws:") || name.equals(Topology.TAG)) {
                        mistakes.add(
                                key,
                                "tags: expected a name of 1 to 128 letters, digits, spaces and _.:/=+@-, neither aws:... nor "
                                        + Topology.TAG + ", found \"" + name + '"');
                    } else if (!(value instanceof ScalarNode text)
                            || !text.getValue().matches(TAG + "{0,256}")) {
                        mistakes.add(
                                value,
                                "tags: expected a text of up to 256 letters, digits, spaces and _.:/=+@- for " + name);
                    } else {
                        tags.put(name, text.getValue());
                    }
                }));
        return Collections.unmodifiableMap(tags);
    }
}
