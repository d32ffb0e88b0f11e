package io.github.cisalarms.replay.s3;

import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** A prefix of a bucket to which results are written. */
public final class S3Folder {

  private final S3Client client;
  private final S3Address address;
  private final S3Access access;

  private S3Folder(S3Client client, S3Address address, S3Access access) {
    this.client = client;
    this.address = address;
    this.access = access;
  }

  /**
   * The folder at an address.
   *
   * @param address such as {@code s3://bucket/prefix}
   * @throws IllegalArgumentException if it is none
   */
  public static S3Folder at(String address, S3Access access) {
    return new S3Folder(access.client(), S3Address.parse(address), access);
  }

  /**
   * Writes an object, which others see when it is whole.
   *
   * @param name its name in the folder
   * @throws IOException if it can't be written, with a message that says why and what is missing
   */
  public void write(String name, byte[] bytes) throws IOException {
    String key = address.folder() + name;
    PutObjectRequest.Builder request = PutObjectRequest.builder().bucket(address.bucket()).key(key);
    access.payer().ifPresent(request::requestPayer);
    try {
      client.putObject(request.build(), RequestBody.fromBytes(bytes));
    } catch (SdkException e) {
      throw new IOException(address.of(key) + ": " + S3Problem.ofWriting(e), e);
    }
  }
}
