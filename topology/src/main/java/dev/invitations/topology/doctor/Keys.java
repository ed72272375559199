package dev.invitations.topology.doctor;

import dev.invitations.topology.aws.Reason;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** KMS keys, as far as the doctor looks at them. */
record Keys(KmsClient kms) {
    // KMS knows no other name of a key policy.
    private static final String POLICY = "default";

    /** A key. */
    sealed interface Key {
        /** AWS's own, such as {@code alias/aws/sqs}, whose policy nobody can change. */
        record OfAws() implements Key {}

        /** @param state such as {@code Enabled} or {@code PendingDeletion} */
        record OfAccount(String arn, String state, String policy) implements Key {}

        record Missing() implements Key {}

        record Unreadable(String why) implements Key {}
    }

    /** @param id an alias, an id or an ARN */
    Key find(String id) {
        if (id.startsWith("alias/aws/") || id.contains(":alias/aws/")) {
            return new Key.OfAws();
        }
        try {
            KeyMetadata key = kms.describeKey(request -> request.keyId(id)).keyMetadata();
            if (key.keyManager() == KeyManagerType.AWS) {
                return new Key.OfAws();
            }
            String policy = kms.getKeyPolicy(request -> request.keyId(key.arn()).policyName(POLICY))
                    .policy();
            return new Key.OfAccount(key.arn(), key.keyStateAsString(), policy);
        } catch (NotFoundException e) {
            return new Key.Missing();
        } catch (SdkException e) {
            return new Key.Unreadable(Reason.of(e));
        }
    }
}
