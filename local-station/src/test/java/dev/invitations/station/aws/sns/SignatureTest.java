package dev.invitations.station.aws.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.station.aws.Aws;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.messagemanager.sns.model.SnsNotification;

@ExtendWith(Aws.Extension.class)
class SignatureTest {
    private final Aws aws;
    private final Verifier verifier;
    private final String topic;
    private final String queue;

    SignatureTest(Aws aws) {
        this.aws = aws;
        this.verifier = new Verifier(aws);
        this.topic = aws.topic();
        this.queue = aws.queue();
        aws.subscribe(topic, aws.arn(queue), Map.of());
    }

    @AfterEach
    void close() {
        verifier.close();
    }

    @ParameterizedTest(name = "version {0}")
    @ValueSource(strings = {"1", "2"})
    void aws_verifier_accepts_a_notification(String version) throws Exception {
        signWith(version);
        aws.sns.publish(request -> request.topicArn(topic).subject("Hello").message("häj\r\n\t\"you\" \uD83D\uDE82"));

        String body = aws.receive(queue).body();

        assertThat(new JsonMapper().readTree(body).path("SignatureVersion").asText())
                .isEqualTo(version);
        assertThat(verifier.verify(body))
                .isInstanceOfSatisfying(SnsNotification.class, notification -> assertThat(notification.message())
                        .isEqualTo("häj\r\n\t\"you\" \uD83D\uDE82"));
    }

    @ParameterizedTest(name = "version {0}")
    @ValueSource(strings = {"1", "2"})
    void aws_verifier_refuses_a_notification_that_was_changed(String version) {
        signWith(version);
        aws.sns.publish(request -> request.topicArn(topic).message("10 euros"));

        String forged = aws.receive(queue).body().replace("10 euros", "99 euros");

        assertThatThrownBy(() -> verifier.verify(forged))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("signature");
    }

    @Test
    void a_notification_without_a_subject_is_signed_without_one() throws Exception {
        aws.sns.publish(request -> request.topicArn(topic).message("hello"));

        assertThat(verifier.verify(aws.receive(queue).body())).isInstanceOf(SnsNotification.class);
    }

    @Test
    void the_certificate_is_where_the_notification_says() throws Exception {
        aws.sns.publish(request -> request.topicArn(topic).message("hello"));
        URI url = URI.create(new JsonMapper()
                .readTree(aws.receive(queue).body())
                .path("SigningCertURL")
                .asText());

        String pem = aws.get(url.getPath()).body();

        assertThat(url.getPath()).matches("/SimpleNotificationService-[0-9a-f]{32}\\.pem");
        var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        certificate.checkValidity();
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=sns.amazonaws.com");
    }

    @Test
    void a_fifo_topic_keeps_its_order_though_signatures_are_made_side_by_side() {
        String fifoTopic = aws.sns
                .createTopic(request -> request.name(Aws.unique("t") + ".fifo").attributes(Map.of("FifoTopic", "true")))
                .topicArn();
        String fifoQueue = aws.queue(Map.of("FifoQueue", "true", "Policy", Aws.DELIVERY_POLICY));
        aws.subscribe(fifoTopic, aws.arn(fifoQueue), Map.of());

        IntStream.range(0, 10)
                .forEach(i -> aws.sns.publish(request -> request.topicArn(fifoTopic)
                        .message("message " + i)
                        .messageGroupId("g")
                        .messageDeduplicationId("d" + i)));

        assertThat(IntStream.range(0, 10).mapToObj(_ -> aws.receive(fifoQueue).body()))
                .extracting(
                        body -> new JsonMapper().readTree(body).path("Message").asText())
                .containsExactly(
                        IntStream.range(0, 10).mapToObj(i -> "message " + i).toArray(String[]::new));
    }

    private void signWith(String version) {
        aws.sns.setTopicAttributes(request ->
                request.topicArn(topic).attributeName("SignatureVersion").attributeValue(version));
    }
}
