package dev.invitations.station.topology;

import static dev.invitations.station.topology.Breakage.Kind.LOCALSTACK;
import static dev.invitations.station.topology.Breakage.Kind.STATION;

import java.util.List;
import java.util.Map;

/** What can break between a topic and a worker without anybody being told. */
final class Breakages {
    static final String TOPOLOGY = """
            topics:
              invitations:
                subscriptions:
                  email-worker:
                    filter:
                      event_type: [user_invited]
                    maxReceives: 3
            """;

    private static final String ENCRYPTED =
            TOPOLOGY.replace("  invitations:", "  invitations:\n    encryptionKey: alias/invitations");
    private static final String NO_KMS = "the local station has no KMS";

    private static final String TOPIC = Emulator.topicArn("invitations");
    private static final String OTHER_TOPIC = Emulator.topicArn("orders");
    private static final String STRANGER = "arn:aws:iam::210987654321:root";
    private static final String QUEUE = Emulator.queueArn("email-worker");
    private static final String DEAD_LETTER_QUEUE = Emulator.queueArn("email-worker-dlq");

    private Breakages() {}

    static List<Breakage> all() {
        return List.of(
                Breakage.of("topic deleted", aws -> aws.sns.deleteTopic(request -> request.topicArn(TOPIC)))
                        .isFoundOn("topic invitations", "exists", "doesn't exist", "refused"),
                Breakage.of(
                                "topic policy open to the world",
                                aws -> aws.setTopic("invitations", "Policy", allow("*", "sns:Publish", TOPIC, "{}")))
                        .isFoundOn("topic invitations", "policy", "too broad", "anyone in the world may publish"),
                Breakage.of(
                                "topic policy open to every account",
                                aws -> aws.setTopic("invitations", "Policy", allow("*", "sns:Publish", TOPIC, """
                        {"StringLike": {"aws:PrincipalArn": "arn:aws:iam::*"}}""")))
                        .isFoundOn("topic invitations", "policy", "too broad", "every AWS account may publish"),
                Breakage.of(
                                "topic policy that lets the world subscribe",
                                aws -> aws.setTopic("invitations", "Policy", allow("*", "sns:Subscribe", TOPIC, "{}")))
                        .isFoundOn(
                                "topic invitations",
                                "policy",
                                "too broad",
                                "anyone in the world may call sns:Subscribe"),
                Breakage.of(
                                "topic policy that lets an account publish which is not declared",
                                aws -> aws.setTopic(
                                        "invitations", "Policy", allow(STRANGER, "sns:Publish", TOPIC, "{}")))
                        .isFoundOn("topic invitations", "policy", "too broad", STRANGER + " may publish"),
                Breakage.of(
                                "topic policy that allows more under a condition",
                                aws -> aws.setTopic("invitations", "Policy", allow("*", "sns:Subscribe", TOPIC, """
                        {"StringEquals": {"sns:Protocol": "https"}}""")))
                        .isFoundOn("topic invitations", "policy", "not as declared")
                        .asWarning(),
                Breakage.of(
                                "topic policy that denies",
                                aws -> aws.setTopic("invitations", "Policy", deny("sns:Publish", TOPIC)))
                        .isFoundOn("topic invitations", "policy", "denies", "Never"),
                Breakage.of(
                                "topic with SNS's default policy",
                                aws -> aws.setTopic("invitations", "Policy", allow("*", "sns:Publish", TOPIC, """
                        {"StringEquals": {"AWS:SourceOwner": "000000000000"}}""")))
                        .isFoundOn("topic invitations", "policy", "everybody in the account")
                        .asWarning(),
                Breakage.of("queue deleted", aws -> aws.deleteQueue("email-worker"))
                        .isFoundOn("queue email-worker", "exists", "doesn't exist", "dead-letter queue"),
                Breakage.of("queue policy missing", aws -> aws.setQueue("email-worker", "Policy", ""))
                        .isFoundOn("queue email-worker", "policy", "SNS may not send", "no policy"),
                Breakage.of(
                                "queue policy for another topic",
                                aws -> aws.setQueue("email-worker", "Policy", delivery(QUEUE, OTHER_TOPIC)))
                        .isFoundOn(
                                "queue email-worker", "policy", "another topic only", OTHER_TOPIC, "not for " + TOPIC),
                Breakage.of(
                                "queue policy for another queue",
                                aws -> aws.setQueue("email-worker", "Policy", delivery(QUEUE + "-old", TOPIC)))
                        .isFoundOn("queue email-worker", "policy", "nothing in its policy allows"),
                Breakage.of(
                                "queue policy open to the world",
                                aws -> aws.setQueue("email-worker", "Policy", allow("*", "sqs:*", QUEUE, "{}")))
                        .isFoundOn("queue email-worker", "policy", "too broad", "anyone in the world may send"),
                Breakage.of(
                                "queue that anyone may empty",
                                aws -> aws.setQueue("email-worker", "Policy", more("*", "sqs:PurgeQueue")))
                        .isFoundOn(
                                "queue email-worker",
                                "policy",
                                "too broad",
                                "anyone in the world may call sqs:PurgeQueue"),
                Breakage.of(
                                "queue from which another account may take",
                                aws -> aws.setQueue("email-worker", "Policy", more(STRANGER, "sqs:ReceiveMessage")))
                        .isFoundOn(
                                "queue email-worker", "policy", "too broad", STRANGER + " may call sqs:ReceiveMessage"),
                Breakage.of(
                                "queue policy for every topic",
                                aws -> aws.setQueue("email-worker", "Policy", delivery(QUEUE, "arn:aws:sns:*:*:*")))
                        .isFoundOn("queue email-worker", "policy", "too broad", "topics of every account"),
                Breakage.of(
                                "queue policy for the whole account",
                                aws -> aws.setQueue(
                                        "email-worker", "Policy", allow("sns", "sqs:SendMessage", QUEUE, """
                        {"StringEquals": {"aws:SourceAccount": "000000000000"}}""")))
                        .isFoundOn("queue email-worker", "policy", "too broad", "every topic of the account"),
                Breakage.of(
                                "queue policy that denies",
                                aws -> aws.setQueue("email-worker", "Policy", deny("sqs:SendMessage", QUEUE)))
                        .isFoundOn("queue email-worker", "policy", "denies SNS", "Never"),
                Breakage.of("queue's redrive removed", aws -> aws.setQueue("email-worker", "RedrivePolicy", ""))
                        .isFoundOn("queue email-worker", "redrive", "no redrive policy", "comes again and again"),
                Breakage.of("queue's redrive to another queue", aws -> {
                            aws.createQueue("rubbish", Map.of());
                            aws.setQueue("email-worker", "RedrivePolicy", redrive("rubbish", 3));
                        })
                        .isFoundOn(
                                "queue email-worker",
                                "redrive",
                                "points to",
                                "rubbish",
                                DEAD_LETTER_QUEUE,
                                "nobody looks"),
                Breakage.of("queue's redrive to a FIFO queue", aws -> {
                            aws.createQueue("email-worker-dlq.fifo", Map.of("FifoQueue", "true"));
                            aws.setQueue("email-worker", "RedrivePolicy", redrive("email-worker-dlq.fifo", 3));
                        })
                        .isFoundOn("queue email-worker", "redrive", "FIFO queue", "takes nothing of a standard one")
                        .notOn(STATION, "the local station refuses it, as AWS does"),
                Breakage.of(
                                "queue's redrive too late",
                                aws -> aws.setQueue("email-worker", "RedrivePolicy", redrive("email-worker-dlq", 1000)))
                        .isFoundOn("queue email-worker", "redrive", "1000 times and not 3")
                        .asWarning(),
                Breakage.of(
                                "queue encrypted by AWS's own key",
                                aws -> aws.setQueue("email-worker", "KmsMasterKeyId", "alias/aws/sqs"))
                        .isFoundOn(
                                "queue email-worker",
                                "encryption",
                                "alias/aws/sqs",
                                "SNS may not use",
                                "nothing is delivered"),
                Breakage.of("visibility timeout changed", aws -> aws.setQueue("email-worker", "VisibilityTimeout", "1"))
                        .isFoundOn("queue email-worker", "attributes", "VisibilityTimeout 1 -> 30")
                        .asWarning(),
                Breakage.of(
                                "queue that keeps messages too short",
                                aws -> aws.setQueue("email-worker", "MessageRetentionPeriod", "60"))
                        .isFoundOn("queue email-worker", "retention", "1m and not for 4d", "lost without a word"),
                Breakage.of(
                                "queue that keeps messages longer",
                                aws -> aws.setQueue("email-worker", "MessageRetentionPeriod", "864000"))
                        .isFoundOn("queue email-worker", "retention", "10d and not for 4d")
                        .asWarning(),
                Breakage.of(
                                "queue that takes small messages only",
                                aws -> aws.setQueue("email-worker", "MaximumMessageSize", "1024"))
                        .isFoundOn("queue email-worker", "size", "1024 bytes", "262144", "goes to the dead-letter")
                        .isMendedBy("aws sqs set-queue-attributes --attributes MaximumMessageSize=262144"),
                Breakage.of("queue that delays", aws -> aws.setQueue("email-worker", "DelaySeconds", "300"))
                        .isFoundOn("queue email-worker", "delay", "every message waits for 5m")
                        .asWarning()
                        .isMendedBy("aws sqs set-queue-attributes --attributes DelaySeconds=0"),
                Breakage.of("dead-letter queue deleted", aws -> aws.deleteQueue("email-worker-dlq"))
                        .isFoundOn("dead-letter queue email-worker-dlq", "exists", "doesn't exist", "is lost"),
                Breakage.of("dead-letter queue's policy missing", aws -> aws.setQueue("email-worker-dlq", "Policy", ""))
                        .isFoundOn(
                                "dead-letter queue email-worker-dlq",
                                "policy",
                                "SNS may not send",
                                "lost without a word"),
                Breakage.of(
                                "dead-letter queue closed",
                                aws -> aws.setQueue("email-worker-dlq", "RedriveAllowPolicy", """
                        {"redrivePermission": "denyAll"}"""))
                        .isFoundOn(
                                "dead-letter queue email-worker-dlq",
                                "redrive allow",
                                "denyAll",
                                "keeps email-worker out"),
                Breakage.of(
                                "dead-letter queue open to another queue only",
                                aws -> aws.setQueue("email-worker-dlq", "RedriveAllowPolicy", """
                        {"redrivePermission": "byQueue", "sourceQueueArns": ["%s-2"]}""".formatted(QUEUE)))
                        .isFoundOn(
                                "dead-letter queue email-worker-dlq",
                                "redrive allow",
                                "byQueue",
                                "keeps email-worker out"),
                Breakage.of(
                                "dead-letter queue open to every queue",
                                aws -> aws.setQueue("email-worker-dlq", "RedriveAllowPolicy", """
                        {"redrivePermission": "allowAll"}"""))
                        .isFoundOn("dead-letter queue email-worker-dlq", "redrive allow", "lets other queues in")
                        .asWarning(),
                Breakage.of(
                                "dead-letter queue that keeps shorter than its queue",
                                aws -> aws.setQueue("email-worker-dlq", "MessageRetentionPeriod", "3600"))
                        .isFoundOn(
                                "dead-letter queue email-worker-dlq",
                                "retention",
                                "1h",
                                "4d",
                                "keeps its age",
                                "lost on arrival"),
                Breakage.of("subscription deleted", aws -> aws.unsubscribe("email-worker"))
                        .isFoundOn("subscription email-worker", "exists", "doesn't exist", "nothing of it arrives"),
                Breakage.of("subscription's redrive removed", aws -> {
                            if (aws.kind == LOCALSTACK) {
                                // It can't take a redrive policy away.
                                aws.unsubscribe("email-worker");
                                aws.subscribe(
                                        "invitations",
                                        "email-worker",
                                        Map.of(
                                                "FilterPolicy",
                                                "{\"event_type\":[\"user_invited\"]}",
                                                "RawMessageDelivery",
                                                "true"));
                            } else {
                                aws.setSubscription("email-worker", "RedrivePolicy", "");
                            }
                        })
                        .isFoundOn(
                                "subscription email-worker",
                                "redrive",
                                "no redrive policy",
                                "what SNS can't deliver is lost"),
                Breakage.of("subscription's redrive to another queue", aws -> {
                            aws.createQueue("rubbish", Map.of());
                            aws.setSubscription(
                                    "email-worker", "RedrivePolicy", """
                                    {"deadLetterTargetArn": "%s"}""".formatted(Emulator.queueArn("rubbish")));
                        })
                        .isFoundOn("subscription email-worker", "redrive", "rubbish", "nobody looks"),
                Breakage.of(
                                "filter that never matches",
                                aws -> aws.setSubscription("email-worker", "FilterPolicy", """
                        {"event_type":["user_invitd"]}"""))
                        .isFoundOn(
                                "subscription email-worker",
                                "filter",
                                "user_invitd",
                                "matches no event",
                                "nothing arrives"),
                Breakage.of("filter for other events", aws -> aws.setSubscription("email-worker", "FilterPolicy", """
                        {"event_type":["invitation_accepted"]}"""))
                        .isFoundOn("subscription email-worker", "filter", "invitation_accepted", "not", "user_invited"),
                Breakage.of("filter removed", aws -> aws.setSubscription("email-worker", "FilterPolicy", "{}"))
                        .isFoundOn(
                                "subscription email-worker",
                                "filter",
                                "is {} on MessageAttributes and not",
                                "user_invited"),
                Breakage.of(
                                "wrong scope",
                                aws -> aws.setSubscription("email-worker", "FilterPolicyScope", "MessageBody"))
                        .isFoundOn("subscription email-worker", "filter", "on MessageBody", "matches no event"),
                Breakage.of(
                                "raw delivery flipped",
                                aws -> aws.setSubscription("email-worker", "RawMessageDelivery", "false"))
                        .isFoundOn("subscription email-worker", "raw delivery", "is off", "envelope"),
                Breakage.of("orphaned subscription", aws -> {
                            aws.createQueue("old-worker", Map.of());
                            aws.subscribe("invitations", "old-worker", Map.of());
                            aws.deleteQueue("old-worker");
                        })
                        .isFoundOn("subscription old-worker", "orphaned", "not declared", "doesn't exist")
                        .isMendedBy("aws sns unsubscribe --subscription-arn " + TOPIC),
                Breakage.of("subscription that is not declared", aws -> {
                            aws.createQueue("other-worker", Map.of());
                            aws.subscribe("invitations", "other-worker", Map.of());
                        })
                        .isFoundOn("subscription other-worker", "declared", "not declared", "gets a copy")
                        .asWarning()
                        .isMendedBy("./station apply --prune"),
                Breakage.of(
                                "publisher locked out",
                                aws -> aws.setTopic(
                                        "invitations",
                                        "Policy",
                                        allow("arn:aws:iam::000000000000:root", "sns:Publish", TOPIC, "{}")))
                        .in(TOPOLOGY.replace("  invitations:", "  invitations:\n    publishers: ['111122223333']"))
                        .isFoundOn("topic invitations", "policy", "does not let 111122223333 publish"),
                Breakage.of("key that does not let SNS use it", aws -> aws.putKeyPolicy(Emulator.KEY_POLICY_OF_ACCOUNT))
                        .in(ENCRYPTED)
                        .isFoundOn(
                                "key alias/invitations",
                                "policy",
                                "does not allow SNS kms:GenerateDataKey and kms:Decrypt",
                                "nothing is delivered")
                        .isMendedBy("aws kms put-key-policy --key-id arn:aws:kms:")
                        .notOn(STATION, NO_KMS),
                Breakage.of("key disabled", aws -> aws.kms.disableKey(request -> request.keyId(aws.key())))
                        .in(ENCRYPTED)
                        .isFoundOn("key alias/invitations", "state", "Disabled", "takes no messages")
                        .isMendedBy("aws kms enable-key --key-id arn:aws:kms:")
                        .notOn(STATION, NO_KMS),
                Breakage.of(
                                "key about to be deleted",
                                aws -> aws.kms.scheduleKeyDeletion(request -> request.keyId(aws.key())))
                        .in(ENCRYPTED)
                        .isFoundOn("key alias/invitations", "state", "PendingDeletion", "takes no messages")
                        .isMendedBy("aws kms cancel-key-deletion --key-id arn:aws:kms:")
                        .notOn(STATION, NO_KMS));
    }

    private static String delivery(String queueArn, String topicArn) {
        return allow("sns", "sqs:SendMessage", queueArn, """
                {"ArnEquals": {"aws:SourceArn": "%s"}}""".formatted(topicArn));
    }

    private static String allow(String principal, String action, String resource, String condition) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Sid": "Test", "Effect": "Allow", "Principal": %s,
                 "Action": "%s", "Resource": "%s", "Condition": %s}]}""".formatted(principal(principal), action, resource, condition);
    }

    /** SNS may deliver as it is declared, and somebody may do something else. */
    private static String more(String principal, String action) {
        return """
                {"Version": "2012-10-17", "Statement": [
                 {"Sid": "Delivery", "Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"},
                  "Action": "sqs:SendMessage", "Resource": "%s", "Condition": {"ArnEquals": {"aws:SourceArn": "%s"}}},
                 {"Sid": "More", "Effect": "Allow", "Principal": %s, "Action": "%s", "Resource": "%s"}]}""".formatted(QUEUE, TOPIC, principal(principal), action, QUEUE);
    }

    private static String principal(String principal) {
        return switch (principal) {
            case "*" -> "\"*\"";
            case "sns" -> "{\"Service\": \"sns.amazonaws.com\"}";
            default -> "{\"AWS\": \"" + principal + "\"}";
        };
    }

    private static String deny(String action, String resource) {
        return """
                {"Version": "2012-10-17", "Statement": [
                 {"Sid": "All", "Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "%s", "Resource": "%s"},
                 {"Sid": "Never", "Effect": "Deny", "Principal": "*", "Action": "%s", "Resource": "%s"}]}""".formatted(action, resource, action, resource);
    }

    private static String redrive(String queue, int maxReceiveCount) {
        return """
                {"deadLetterTargetArn": "%s", "maxReceiveCount": %d}""".formatted(Emulator.queueArn(queue), maxReceiveCount);
    }
}
