package io.github.cisalarms.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Events of the size and shape that a busy account's trail has: mostly reads by roles. */
final class CloudTrailEvents {

  private static final List<String> READS =
      List.of(
          "ec2.amazonaws.com DescribeInstances",
          "ec2.amazonaws.com DescribeNetworkInterfaces",
          "sts.amazonaws.com AssumeRole",
          "s3.amazonaws.com GetBucketAcl",
          "kms.amazonaws.com Decrypt",
          "logs.amazonaws.com DescribeLogStreams",
          "iam.amazonaws.com GetRole",
          "monitoring.amazonaws.com PutMetricAlarm");

  private static final List<String> CHANGES =
      List.of(
          "ec2.amazonaws.com AuthorizeSecurityGroupIngress",
          "iam.amazonaws.com AttachRolePolicy",
          "signin.amazonaws.com ConsoleLogin",
          "organizations.amazonaws.com MoveAccount");

  private static final String TEMPLATE =
      """
      {"eventVersion":"1.09","userIdentity":{"type":"AssumedRole",\
      "principalId":"AROAEXAMPLE%1$08x:session-%1$08x",\
      "arn":"arn:aws:sts::111122223333:assumed-role/deployment/session-%1$08x",\
      "accountId":"111122223333","accessKeyId":"ASIAEXAMPLE%1$08x","sessionContext":{\
      "sessionIssuer":{"type":"Role","principalId":"AROAEXAMPLE%1$08x",\
      "arn":"arn:aws:iam::111122223333:role/deployment","accountId":"111122223333",\
      "userName":"deployment"},"attributes":{"creationDate":"2026-11-01T08:00:00Z",\
      "mfaAuthenticated":"false"}}},"eventTime":"2026-11-01T08:%2$02d:%2$02dZ",\
      "eventSource":"%3$s","eventName":"%4$s","awsRegion":"eu-central-1",\
      "sourceIPAddress":"192.0.2.%2$d","userAgent":"aws-sdk-java/2.38.2 md/io#sync md/http#Apache \
      ua/2.1 os/Linux#6.1 lang/java#17.0.15 md/OpenJDK_64-Bit_Server_VM m/E",%5$s\
      "requestParameters":{"filterSet":{"items":[{"name":"vpc-id","valueSet":{"items":[\
      {"value":"vpc-%1$08x"}]}},{"name":"tag:Name","valueSet":{"items":[{"value":"node-%2$d"}]}}]},\
      "maxResults":%1$d},"responseElements":null,"requestID":"%1$08x-1111-2222-3333-444455556666",\
      "eventID":"%1$08x-aaaa-bbbb-cccc-444455556666","readOnly":true,"eventType":"AwsApiCall",\
      "managementEvent":true,"recipientAccountId":"111122223333","eventCategory":"Management",\
      "tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256",\
      "clientProvidedHostHeader":"%3$s.eu-central-1.api.example.com"}}""";

  private CloudTrailEvents() {}

  /** The same events each time, in UTF-8. */
  static byte[][] generate(int count) {
    Random random = new Random(20_261_123);
    byte[][] events = new byte[count][];
    for (int i = 0; i < count; i++) {
      List<String> calls = random.nextInt(50) == 0 ? CHANGES : READS;
      String[] call = calls.get(random.nextInt(calls.size())).split(" ");
      String error =
          random.nextInt(30) == 0
              ? "\"errorCode\":\"AccessDenied\",\"errorMessage\":\"not authorized\","
              : "";
      events[i] =
          String.format(
                  Locale.ROOT, TEMPLATE, random.nextInt(1 << 30), i % 60, call[0], call[1], error)
              .getBytes(StandardCharsets.UTF_8);
    }
    return events;
  }
}
