package dev.invitations.bench.bare;

import java.util.function.Supplier;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The SDK's HTTP clients that block, each with connections enough for the loop. */
enum HttpClient {
    APACHE(() -> ApacheHttpClient.builder().maxConnections(64).build()),
    CRT(() -> AwsCrtHttpClient.builder().maxConcurrency(64).build()),
    URL(UrlConnectionHttpClient::create);

    private final Supplier<SdkHttpClient> client;

    HttpClient(Supplier<SdkHttpClient> client) {
        this.client = client;
    }

    SdkHttpClient create() {
        return client.get();
    }
}
