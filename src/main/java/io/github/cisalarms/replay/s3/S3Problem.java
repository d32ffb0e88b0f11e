package io.github.cisalarms.replay.s3;

import io.github.cisalarms.aws.AwsFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says what S3 refused, and which permission is missing. */
final class S3Problem {

  private static final Pattern KEY = Pattern.compile("arn:[a-z-]+:kms:[^\\s\"]+");

  private S3Problem() {}

  /** Why a bucket or prefix can't be listed. */
  static String ofListing(SdkException e) {
    return of(e, "s3:ListBucket on the bucket");
  }

  /** Why an object can't be read. */
  static String ofObject(SdkException e) {
    return of(e, "s3:GetObject on the object");
  }

  /** Why an object can't be written. */
  static String ofWriting(SdkException e) {
    return of(e, "s3:PutObject on the object");
  }

  private static String of(SdkException e, String permission) {
    if (!(e instanceof AwsServiceException service)) {
      return "can't be read: " + AwsFailure.of(e).message();
    }
    String code = service.awsErrorDetails() == null ? "" : service.awsErrorDetails().errorCode();
    if (code.equals("NoSuchBucket")) {
      return "there is no such bucket";
    }
    if (code.equals("NoSuchKey")) {
      return "there is no such object any more: it was deleted after it was listed";
    }
    if (service.statusCode() == 403) {
      String text = String.valueOf(service.getMessage());
      if (text.contains("kms:")) {
        Matcher key = KEY.matcher(text);
        return "access is denied: kms:Decrypt is missing on the key "
            + (key.find() ? key.group() : "that encrypts it");
      }
      return code.equals("AccessDenied") || code.isEmpty()
          ? "access is denied: "
              + permission
              + " is missing; of a bucket whose readers pay, say"
              + " --requester-pays"
          : "access is denied: " + code;
    }
    if (code.equals("InvalidObjectState")) {
      return "is archived: restore it from S3 Glacier first";
    }
    return "S3 answers " + code + " (status " + service.statusCode() + ")";
  }
}
