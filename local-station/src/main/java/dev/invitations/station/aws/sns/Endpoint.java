package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.http.Arn;
import dev.invitations.station.aws.http.Caller;
import java.util.Set;

/** What may be subscribed under each protocol. */
final class Endpoint {
    private static final Set<String> PROTOCOLS =
            Set.of("application", "email", "email-json", "firehose", "http", "https", "lambda", "sms", "sqs");

    private Endpoint() {}

    static void requireProtocol(String protocol) {
        if (!PROTOCOLS.contains(protocol)) {
            throw SnsError.invalidParameter("Amazon SNS does not support this protocol string: " + protocol);
        }
    }

    /** @throws SnsError where the endpoint is none of its protocol, or none that the topic delivers to */
    static void require(String protocol, String endpoint, boolean fifoTopic) {
        if (fifoTopic && !protocol.equals("sqs")) {
            // What AWS says here is not known.
            throw SnsError.invalidParameter("Protocol Reason: FIFO topics deliver to SQS queues only");
        }
        switch (protocol) {
            case "sqs" -> requireQueue(endpoint, fifoTopic);
            case "http", "https" ->
                require(endpoint.startsWith(protocol + "://"), "Endpoint must match the specified protocol");
            case "email", "email-json" -> require(endpoint.matches("[^@\\s]+@[^@\\s]+"), "Email address");
            case "lambda" -> require(isArn(endpoint, "lambda"), "Lambda endpoint ARN");
            case "firehose" -> require(isArn(endpoint, "firehose"), "Firehose endpoint ARN");
            case "application" -> require(isArn(endpoint, "sns"), "ApplicationEndpoint ARN");
            case "sms" -> {
                if (!isPhoneNumber(endpoint)) {
                    throw new SnsError(400, "InvalidParameter", "Invalid SMS endpoint: " + endpoint);
                }
            }
            default -> throw new IllegalArgumentException("protocol " + protocol);
        }
    }

    private static void requireQueue(String endpoint, boolean fifoTopic) {
        require(isArn(endpoint, "sqs"), "SQS endpoint ARN");
        // AWS says it twice.
        require(
                fifoTopic || !endpoint.endsWith(".fifo"),
                "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics");
    }

    private static void require(boolean isRight, String sentence) {
        if (!isRight) {
            throw SnsError.invalidParameter(sentence);
        }
    }

    private static boolean isArn(String text, String service) {
        return Arn.parse(text).filter(arn -> arn.isOf(service)).isPresent();
    }

    static boolean isPhoneNumber(String text) {
        return text.matches("\\+?[0-9]{1,15}(-[0-9]+)*") && !text.contains("--");
    }

    /**
     * Whether the owner of the endpoint must agree before anything is sent to it; a queue's owner who subscribes it has.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-send-message-to-sqs-cross-account.html">Queues of other
     *     accounts</a>
     */
    static boolean mustConfirm(String protocol, String endpoint, Caller caller) {
        return protocol.startsWith("http")
                || protocol.startsWith("email")
                || protocol.equals("sqs")
                        && Arn.parse(endpoint)
                                .filter(queue -> !queue.account().equals(caller.account()))
                                .isPresent();
    }
}
