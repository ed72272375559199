package dev.invitations.topology.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.topology.Place;
import java.util.List;

/**
 * A key of KMS as a topic names it.
 *
 * @param declared its ARN, its id, or the ARN or name of an alias
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html">KMS: aliases to control
 *     access to keys</a>
 */
record EncryptionKey(String declared) {

    /** Allows that with the key. A policy can't name an alias as a resource, so it becomes a condition. */
    void allow(IamPolicy policy, String sid, List<String> actions, Place place) {
        int alias = declared.indexOf("alias/");
        String id = alias < 0 ? declared : "*";
        String arn = id.startsWith("arn:") ? id : place.keyArn(id);
        ObjectNode statement = policy.allow(sid, actions, List.of(arn));
        if (alias >= 0) {
            statement
                    .putObject("Condition")
                    .putObject("ForAnyValue:StringEquals")
                    .put("kms:ResourceAliases", declared.substring(alias));
        }
    }
}
