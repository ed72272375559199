package dev.invitations.station.aws.sqs;

import static dev.invitations.station.aws.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.station.aws.Aws;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@ExtendWith(Aws.Extension.class)
class AddPermissionTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FRIEND = "111122223333";

    private final Aws aws;
    private final SqsClient sqs;
    private final String queue;
    private final String arn;

    AddPermissionTest(Aws aws) {
        this.aws = aws;
        this.sqs = aws.sqs;
        this.queue = aws.queue(Map.of());
        this.arn = aws.arn(queue);
    }

    @Test
    void a_permission_becomes_a_statement_of_the_policy() throws Exception {
        add("FriendSends", List.of(FRIEND), List.of("SendMessage"));
        add("FriendsReceive", List.of(FRIEND, "444455556666"), List.of("ReceiveMessage", "DeleteMessage"));

        assertThat(policy()).isEqualTo(JSON.readTree("""
                {"Version": "2008-10-17", "Id": "%1$s/SQSDefaultPolicy", "Statement": [
                 {"Sid": "FriendSends", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
                  "Action": "SQS:SendMessage", "Resource": "%1$s"},
                 {"Sid": "FriendsReceive", "Effect": "Allow",
                  "Principal": {"AWS": ["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root"]},
                  "Action": ["SQS:ReceiveMessage", "SQS:DeleteMessage"], "Resource": "%1$s"}]}""".formatted(arn)));
    }

    @Test
    void it_is_added_to_the_policy_that_there_is() throws Exception {
        sqs.setQueueAttributes(
                request -> request.queueUrl(queue).attributesWithStrings(Map.of("Policy", Aws.DELIVERY_POLICY)));

        add("Friend", List.of(FRIEND), List.of("*"));

        assertThat(policy().path("Version").asText()).isEqualTo("2012-10-17");
        assertThat(policy().path("Statement")).hasSize(2);
    }

    @Test
    void the_account_can_do_what_it_was_permitted_until_that_is_taken_away() {
        try (SqsClient friend = aws.sqs(FRIEND)) {
            add("Friend", List.of(FRIEND), List.of("SendMessage"));
            friend.sendMessage(request -> request.queueUrl(queue).messageBody("from a friend"));

            sqs.removePermission(request -> request.queueUrl(queue).label("Friend"));

            assertThat(aws.receive(queue).body()).isEqualTo("from a friend");
            assertRefused(
                    () -> friend.sendMessage(request -> request.queueUrl(queue).messageBody("again")),
                    403,
                    "AccessDenied",
                    "User: arn:aws:iam::111122223333:user/111122223333 is not authorized to perform: sqs:sendmessage on"
                            + " resource: " + arn
                            + " because no resource-based policy allows the sqs:sendmessage action");
        }
    }

    @Test
    void without_its_last_statement_the_policy_is_gone() {
        add("Friend", List.of(FRIEND), List.of("SendMessage"));
        sqs.removePermission(request -> request.queueUrl(queue).label("Friend"));

        assertThat(attributes()).doesNotContainKey("Policy");
    }

    @Test
    void a_label_is_used_once_except_for_the_same_permission() {
        add("Friend", List.of(FRIEND), List.of("SendMessage"));

        assertThatCode(() -> add("Friend", List.of(FRIEND), List.of("SendMessage")))
                .doesNotThrowAnyException();
        assertInvalid(
                () -> add("Friend", List.of(FRIEND), List.of("DeleteMessage")),
                "Value Friend for parameter Label is invalid. Reason: Already exists.");
    }

    @Test
    void a_label_that_is_not_there_cannot_be_removed() {
        assertInvalid(
                () -> sqs.removePermission(request -> request.queueUrl(queue).label("Stranger")),
                "Value Stranger for parameter Label is invalid. Reason: can't find label.");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = ';', textBlock = """
            a label ; 111122223333 ; SendMessage      ; Value a label for parameter Label is invalid. Reason: Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.
            Label   ; a friend     ; SendMessage      ; Value [a friend] for parameter PrincipalId is invalid. Reason: Unable to verify.
            Label   ; 111122223333 ; CreateQueue      ; Value SQS:CreateQueue for parameter ActionName is invalid. Reason: Only the queue owner is allowed to invoke this action.
            """)
    void what_is_wrong_is_refused(String label, String account, String action, String message) {
        assertInvalid(() -> add(label, List.of(account), List.of(action)), message);
    }

    @ParameterizedTest
    @CsvSource({"SendMessageBatch", "Fly"})
    void an_action_that_is_none_is_refused(String action) {
        assertInvalid(
                () -> add("Label", List.of(FRIEND), List.of(action)),
                "Value SQS:" + action + " for parameter ActionName is invalid. Reason: Please refer to the appropriate"
                        + " WSDL for a list of valid actions. ");
    }

    @Test
    void there_are_limits() {
        assertRefused(
                () -> add("Label", List.of(FRIEND), Collections.nCopies(8, "SendMessage")),
                403,
                "OverLimit",
                "8 Actions were found, maximum allowed is 7.");
        for (int i = 1; i <= 20; i++) {
            add("Label" + i, List.of(FRIEND), List.of("SendMessage"));
        }
        assertRefused(
                () -> add("Label21", List.of(FRIEND), List.of("SendMessage")),
                403,
                "OverLimit",
                "21 Statements were found, maximum allowed is 20.");
    }

    @Test
    void the_older_protocol_does_the_same() throws Exception {
        String path = queue.substring(aws.endpoint().toString().length());

        assertThat(aws.post(
                                path,
                                "Action=AddPermission&Version=2012-11-05&Label=Friend&AWSAccountId.1=111122223333"
                                        + "&ActionName.1=SendMessage&ActionName.2=ReceiveMessage")
                        .body())
                .startsWith("<AddPermissionResponse ");
        assertThat(policy().path("Statement").path(0).path("Action"))
                .isEqualTo(JSON.readTree("[\"SQS:SendMessage\",\"SQS:ReceiveMessage\"]"));
        assertThat(aws.post(path, "Action=RemovePermission&Version=2012-11-05&Label=Friend")
                        .body())
                .startsWith("<RemovePermissionResponse ");
        assertThat(aws.post(path, "Action=RemovePermission&Version=2012-11-05&Label=Friend")
                        .body())
                .contains("<Code>InvalidParameterValue</Code>", "Reason: can't find label.");
    }

    private void add(String label, List<String> accounts, List<String> actions) {
        sqs.addPermission(request ->
                request.queueUrl(queue).label(label).awsAccountIds(accounts).actions(actions));
    }

    private JsonNode policy() throws Exception {
        return JSON.readTree(attributes().get("Policy"));
    }

    private Map<String, String> attributes() {
        return sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                .attributesAsStrings();
    }

    private static void assertInvalid(ThrowingCallable call, String message) {
        assertRefused(call, 400, "InvalidParameterValue", message);
    }
}
