package dev.invitations.station.aws.fault;

import java.time.Duration;

/** What goes wrong, once, with a call to the local AWS or with a delivery of its SNS. All time is the station's. */
public sealed interface Fault {
    /**
     * A call is not carried out, and answered as AWS answers who calls too often. A delivery's attempt fails, and is made
     * again when SNS would: that attempt can be struck too, until SNS gives up.
     */
    record Throttle() implements Fault {}

    /** A call is carried out at once, but answered later: its client may have given up by then. A delivery comes later. */
    record Delay(Duration by) implements Fault {}

    /**
     * A call is carried out twice, one after the other, and answered as the second time: what a retry does whose first
     * answer was lost. A delivery is made twice; of those to a FIFO queue the queue keeps one.
     */
    record Duplicate() implements Fault {}

    /**
     * A delivery waits until the next one to its subscription has been made. Never strikes one to a FIFO queue.
     *
     * @param atMost how long it waits where no other comes
     */
    record Reorder(Duration atMost) implements Fault {}

    /**
     * A call is not carried out, and answered with an error. A delivery is given up without another attempt: it goes to
     * the subscription's dead-letter queue, or is lost.
     *
     * @param status of the answer to a call
     * @param code of the answer to a call
     * @param message of the answer to a call; of a delivery, the reason in the delivery log
     */
    record Refuse(int status, String code, String message) implements Fault {}

    /** A call is carried out, and its connection closed without an answer: nobody can tell whether it was. */
    record Drop() implements Fault {}
}
