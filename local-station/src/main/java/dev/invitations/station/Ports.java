package dev.invitations.station;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where everything listens; each port has its option. All of it listens on this machine only (127.0.0.1). */
public final class Ports {
    private static final String SHOWN = " (default: ${DEFAULT-VALUE})";

    @Option(
            names = "--api-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            converter = Port.class,
            description = "invitation-api" + SHOWN)
    int api;

    @Option(
            names = "--gateway-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            converter = Port.class,
            description = "realtime-gateway and the web page" + SHOWN)
    int gateway;

    @Option(
            names = "--email-worker-port",
            paramLabel = "PORT",
            defaultValue = "8082",
            converter = Port.class,
            description = "email-worker" + SHOWN)
    int emailWorker;

    @Option(
            names = "--analytics-worker-port",
            paramLabel = "PORT",
            defaultValue = "8083",
            converter = Port.class,
            description = "analytics-worker" + SHOWN)
    int analyticsWorker;

    @Option(
            names = "--aws-port",
            paramLabel = "PORT",
            defaultValue = "4566",
            converter = Port.class,
            description = "local AWS: SNS and SQS" + SHOWN)
    int aws;

    @Option(
            names = "--station-port",
            paramLabel = "PORT",
            defaultValue = "8090",
            converter = Port.class,
            description = "mail inbox and token issuer" + SHOWN)
    int station;

    @Option(
            names = "--smtp-port",
            paramLabel = "PORT",
            defaultValue = "2525",
            converter = Port.class,
            description = "SMTP server" + SHOWN)
    int smtp;

    @Option(
            names = "--redis-port",
            paramLabel = "PORT",
            defaultValue = "6380",
            converter = Port.class,
            description = "Redis" + SHOWN)
    int redis;

    public int api() {
        return api;
    }

    public int gateway() {
        return gateway;
    }

    public int emailWorker() {
        return emailWorker;
    }

    public int analyticsWorker() {
        return analyticsWorker;
    }

    public int aws() {
        return aws;
    }

    public int station() {
        return station;
    }

    public int smtp() {
        return smtp;
    }

    public int redis() {
        return redis;
    }

    /** Ports for the local station that nobody listens on at this moment. */
    static Ports free() throws IOException {
        try (var aws = new ServerSocket(0);
                var station = new ServerSocket(0);
                var smtp = new ServerSocket(0);
                var redis = new ServerSocket(0)) {
            Ports ports = new Ports();
            ports.aws = aws.getLocalPort();
            ports.station = station.getLocalPort();
            ports.smtp = smtp.getLocalPort();
            ports.redis = redis.getLocalPort();
            return ports;
        }
    }

    /** The issuer's URL, exactly as it stands in the tokens. */
    public URI issuer() {
        return URI.create("http://localhost:" + station + "/issuer");
    }

    /** Every port by the option that sets it, in the order of the table {@code up} prints. */
    public Map<String, Integer> byOption() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("--gateway-port", gateway);
        ports.put("--api-port", api);
        ports.put("--email-worker-port", emailWorker);
        ports.put("--analytics-worker-port", analyticsWorker);
        ports.put("--station-port", station);
        ports.put("--aws-port", aws);
        ports.put("--smtp-port", smtp);
        ports.put("--redis-port", redis);
        return ports;
    }

    /** @throws StationFailure where two options name the same port */
    public void requireDistinct() {
        Map<Integer, String> taken = new TreeMap<>();
        byOption().forEach((option, port) -> {
            String other = taken.putIfAbsent(port, option);
            if (other != null) {
                throw StationFailure.unusable(
                        other + " and " + option + " are both " + port + ": each needs a port of its own");
            }
        });
    }

    /** Refuses what is no port, and says what is. */
    public static final class Port implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            try {
                int port = Integer.parseInt(value);
                if (port >= 1 && port <= 65_535) {
                    return port;
                }
            } catch (NumberFormatException e) {
                // said below, as for a number out of range
            }
            throw new TypeConversionException("\"" + value + "\" is refused: a port is a number from 1 to 65535");
        }
    }
}
