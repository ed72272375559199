package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.http.Arn;
import dev.invitations.station.aws.http.Caller;
import dev.invitations.station.aws.http.QueryParameters;

/** Reads the ARNs in requests, with AWS's complaints about those that are none. */
final class SnsArn {
    private SnsArn() {}

    static Arn topic(QueryParameters parameters, Caller caller) {
        return topic(parameters, "TopicArn", caller);
    }

    /** @throws SnsError also where the topic is in another region than the request's signature */
    static Arn topic(QueryParameters parameters, String name, Caller caller) {
        Arn arn = parse(parameters, name);
        if (!arn.isOf("sns") || !arn.region().equals(caller.region())) {
            throw SnsError.invalidParameter(name);
        }
        return arn;
    }

    static String subscription(QueryParameters parameters) {
        Arn arn = parse(parameters, "SubscriptionArn");
        if (!arn.isOf("sns") || arn.resource().indexOf(':') < 0) {
            throw SnsError.invalidParameter("SubscriptionId");
        }
        return arn.toString();
    }

    private static Arn parse(QueryParameters parameters, String name) {
        String text = parameters.text(name).orElseThrow(() -> SnsError.noValue(name));
        int elements = text.split(":").length;
        if (elements < 6) {
            throw SnsError.invalidParameter(name + " Reason: An ARN must have at least 6 elements, not " + elements);
        }
        return Arn.parse(text).orElseThrow(() -> SnsError.invalidParameter(name));
    }
}
