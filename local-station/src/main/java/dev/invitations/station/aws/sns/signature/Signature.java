package dev.invitations.station.aws.sns.signature;

/**
 * The signature of a message.
 *
 * @param version 1 is SHA1withRSA, 2 is SHA256withRSA
 * @param value in Base64
 * @param certificateUrl where its certificate is
 */
public record Signature(String version, String value, String certificateUrl) {}
