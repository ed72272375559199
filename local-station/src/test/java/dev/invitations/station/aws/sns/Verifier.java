package dev.invitations.station.aws.sns;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.station.aws.Aws;
import java.io.IOException;
import java.net.URI;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.messagemanager.sns.SnsMessageManager;
import software.amazon.awssdk.messagemanager.sns.model.SnsMessage;
import software.amazon.awssdk.regions.Region;

/**
 * The SDK's verifier of SNS's messages. It takes certificates from AWS's host only, so here the local station stands in
 * for that host.
 */
final class Verifier implements AutoCloseable {
    private static final String AWS = "https://sns.us-east-1.amazonaws.com";
    private static final JsonMapper JSON = new JsonMapper();

    private final Aws aws;
    private final SnsMessageManager manager;

    Verifier(Aws aws) {
        this.aws = aws;
        this.manager = SnsMessageManager.builder()
                .region(Region.US_EAST_1)
                .httpClient(new StationForAws(UrlConnectionHttpClient.create(), aws.endpoint()))
                .build();
    }

    /** @throws software.amazon.awssdk.core.exception.SdkClientException where the message is not as it was signed */
    SnsMessage verify(String message) throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(message);
        String certificate = json.path("SigningCertURL").asText();
        // Where the certificate is, is not signed.
        json.put("SigningCertURL", certificate.replace(aws.endpoint().toString(), AWS));
        return manager.parseMessage(json.toString());
    }

    @Override
    public void close() {
        manager.close();
    }

    private record StationForAws(SdkHttpClient http, URI station) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            var toStation = request.httpRequest().toBuilder()
                    .protocol(station.getScheme())
                    .host(station.getHost())
                    .port(station.getPort())
                    .build();
            return http.prepareRequest(
                    HttpExecuteRequest.builder().request(toStation).build());
        }

        @Override
        public void close() {
            http.close();
        }
    }
}
