package dev.invitations.bench.sqs;

import java.util.UUID;

/** A message of a {@link StubQueue}. */
record StubMessage(long number, BenchMessage content, int receiveCount) {
    /** SQS's receipt handles are about as long. */
    private static final String HANDLE = "AQEB" + "x".repeat(172) + "-";

    StubMessage receivedAgain() {
        return new StubMessage(number, content, receiveCount + 1);
    }

    String id() {
        return new UUID(0x4d6573736167_4000L, 0x8000_000000000000L | number).toString();
    }

    String receiptHandle() {
        return HANDLE + number;
    }

    static long number(String receiptHandle) {
        return Long.parseLong(receiptHandle.substring(HANDLE.length()));
    }
}
