package dev.invitations.messaging;

import java.util.regex.Pattern;

/**
 * The ARN of a topic, such as {@code arn:aws:sns:eu-central-1:123456789012:invitations}.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">Amazon Resource Names</a>
 */
public record TopicArn(String value) {
    private static final Pattern FORM =
            Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?");

    /**
     * @throws IllegalArgumentException says what a topic's ARN looks like
     */
    public TopicArn {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("\"" + value
                    + "\" is not the ARN of an SNS topic, such as arn:aws:sns:us-east-1:123456789012:invitations");
        }
    }

    /** Reads a value of the configuration. */
    public static TopicArn of(String value) {
        return new TopicArn(value);
    }
}
