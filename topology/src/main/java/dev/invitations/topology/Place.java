package dev.invitations.topology;

/**
 * Where a topology lives. Everything in it has an ARN that can be told beforehand.
 *
 * @param partition such as {@code aws} or {@code aws-cn}
 * @param region such as {@code eu-central-1}
 * @param account the account's twelve digits
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">Amazon Resource Names</a>
 */
public record Place(String partition, String region, String account) {
    /** Where the local station is, unless a client's access key says another account. */
    public static final Place LOCAL = new Place("aws", "us-east-1", "000000000000");

    /**
     * The place of a topic, a queue or whatever else has an ARN.
     *
     * @throws IllegalArgumentException where it is no ARN
     */
    public static Place of(String arn) {
        String[] parts = arn.split(":");
        if (parts.length < 6 || !parts[0].equals("arn")) {
            throw new IllegalArgumentException("\"" + arn + "\" is not an ARN");
        }
        return new Place(parts[1], parts[3], parts[4]);
    }

    /** The ARN of the queue of that name. */
    public String queueArn(String name) {
        return arn("sqs", name);
    }

    /** The ARN of the topic of that name. */
    public String topicArn(String name) {
        return arn("sns", name);
    }

    /** The ARN of the KMS key of that id. */
    public String keyArn(String id) {
        return arn("kms", "key/" + id);
    }

    /** The ARN that stands for everybody in the account whom IAM allows. */
    public String rootArn() {
        return rootArn(account);
    }

    /** The principal of whoever is declared: the root of an account of twelve digits; an ARN is one itself. */
    public String principalArn(String accountOrArn) {
        return accountOrArn.matches("\\d{12}") ? rootArn(accountOrArn) : accountOrArn;
    }

    private String rootArn(String otherAccount) {
        return "arn:" + partition + ":iam::" + otherAccount + ":root";
    }

    private String arn(String service, String name) {
        return String.join(":", "arn", partition, service, region, account, name);
    }
}
