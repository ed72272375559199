package dev.invitations.station.aws.sqs;

import dev.invitations.station.aws.http.Arn;
import dev.invitations.station.aws.http.Caller;

/** An account in a region: it has queues of its own, and sees no others. */
record World(String account, String region) {
    static World of(Caller caller) {
        return new World(caller.account(), caller.region());
    }

    static World of(Arn arn) {
        return new World(arn.account(), arn.region());
    }

    /** The ARN of a queue in it. */
    String arn(String queue) {
        return new Arn("aws", "sqs", region, account, queue).toString();
    }
}
