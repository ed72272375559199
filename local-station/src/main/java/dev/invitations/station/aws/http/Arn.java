package dev.invitations.station.aws.http;

import java.util.Optional;

/**
 * An Amazon Resource Name.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARNs</a>
 */
public record Arn(String partition, String service, String region, String account, String resource) {

    /** Empty where the text has not the six elements of an ARN. */
    public static Optional<Arn> parse(String text) {
        String[] parts = text.split(":", 6);
        return parts.length == 6 && parts[0].equals("arn")
                ? Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]))
                : Optional.empty();
    }

    public static Arn of(String service, Caller caller, String resource) {
        return new Arn("aws", service, caller.region(), caller.account(), resource);
    }

    public boolean isOf(String service) {
        return this.service.equals(service) && !region.isEmpty() && account.matches("\\d{12}") && !resource.isEmpty();
    }

    @Override
    public String toString() {
        return String.join(":", "arn", partition, service, region, account, resource);
    }
}
