package io.github.cisalarms.replay.s3;

import io.github.cisalarms.replay.trail.TrailFile;
import io.github.cisalarms.replay.trail.TrailLayout;
import io.github.cisalarms.replay.trail.TrailListing;
import io.github.cisalarms.replay.trail.TrailSelection;
import io.github.cisalarms.replay.trail.TrailSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A prefix of a bucket, or one object.
 *
 * <p>Where a selection is given, folders of CloudTrail's layout that can't have it are not listed,
 * and of a region's folder only the days that are wanted.
 */
public final class S3Trail implements TrailSource {

  private final S3Client client;
  private final S3Address address;
  private final Optional<RequestPayer> payer;

  private S3Trail(S3Client client, S3Address address, Optional<RequestPayer> payer) {
    this.client = client;
    this.address = address;
    this.payer = payer;
  }

  /**
   * The trails at some addresses, read with one client.
   *
   * @param addresses such as {@code s3://bucket/prefix}
   * @throws IllegalArgumentException if one is none
   * @throws io.github.cisalarms.aws.AwsAccessException if there is no such profile
   */
  public static List<TrailSource> open(List<String> addresses, S3Access access) {
    List<S3Address> parsed = addresses.stream().map(S3Address::parse).toList();
    S3Client client = access.client();
    return parsed.stream()
        .<TrailSource>map(address -> new S3Trail(client, address, access.payer()))
        .toList();
  }

  @Override
  public void list(TrailSelection selection, TrailListing listing) {
    new Search(selection, listing).run();
  }

  @Override
  public TrailFile file(String key, long size) {
    return new S3TrailFile(client, address.bucket(), key, size, payer);
  }

  @Override
  public String location(String key) {
    return address.of(key);
  }

  /** One listing. */
  private final class Search {

    private final TrailSelection selection;
    private final TrailListing listing;

    Search(TrailSelection selection, TrailListing listing) {
      this.selection = selection;
      this.listing = listing;
    }

    void run() {
      int before = listing.size();
      if (isObject()) {
        return;
      }
      String folder = address.folder();
      if (selection.isAll()) {
        listAll(folder, Optional.empty());
      } else if (selection.enters(folder)) {
        enter(folder);
      }
      if (listing.size() == before) {
        listing.problem(
            address.toString(),
            "has no CloudTrail files"
                + (selection.isAll()
                    ? ""
                    : " of the time, account and region that were asked for"));
      }
    }

    /** Takes the address for one object if there is one. */
    private boolean isObject() {
      if (address.key().isEmpty() || address.key().endsWith("/")) {
        return false;
      }
      try {
        Optional<S3Object> object =
            client.listObjectsV2(request(address.key()).maxKeys(1).build()).contents().stream()
                .filter(first -> first.key().equals(address.key()))
                .findFirst();
        object.ifPresent(found -> listing.add(found.key(), found.size()));
        return object.isPresent();
      } catch (SdkException e) {
        listing.problem(address.toString(), S3Problem.ofListing(e));
        return true;
      }
    }

    /** Lists a folder, and those of the folders in it that are wanted. */
    private void enter(String folder) {
      Optional<TrailLayout> layout = TrailLayout.of(folder);
      if (layout.flatMap(TrailLayout::region).isPresent()) {
        String region = regionFolder(folder);
        // A folder of a month or day is listed as a whole; its files say their time themselves.
        listAll(folder, folder.equals(region) ? Optional.of(region) : Optional.empty());
        return;
      }
      List<String> folders = new ArrayList<>();
      try {
        for (ListObjectsV2Response page :
            client.listObjectsV2Paginator(request(folder).delimiter("/").build())) {
          page.contents().forEach(this::offer);
          page.commonPrefixes().stream().map(CommonPrefix::prefix).forEach(folders::add);
        }
      } catch (SdkException e) {
        listing.problem(address.of(folder), S3Problem.ofListing(e));
      }
      folders.stream().filter(selection::enters).forEach(this::enter);
    }

    /** The part of a folder that ends with the region. */
    private String regionFolder(String folder) {
      String end = "/" + TrailLayout.of(folder).flatMap(TrailLayout::region).orElseThrow() + "/";
      return folder.substring(
          0, folder.indexOf(end, folder.lastIndexOf("AWSLogs/")) + end.length());
    }

    /**
     * Lists all that is in a folder at any depth.
     *
     * @param region the folder, if its own folders are years: days before the first that is wanted
     *     are not asked for, nor those after the last
     */
    private void listAll(String folder, Optional<String> region) {
      ListObjectsV2Request.Builder request = request(folder);
      if (region.isPresent()) {
        selection.firstDay().ifPresent(day -> request.startAfter(folder + day));
      }
      Optional<String> end =
          region.isPresent() ? selection.lastDay().map(day -> folder + day + "\uffff") : region;
      try {
        for (ListObjectsV2Response page : client.listObjectsV2Paginator(request.build())) {
          for (S3Object object : page.contents()) {
            if (end.isPresent() && object.key().compareTo(end.get()) > 0) {
              return;
            }
            offer(object);
          }
        }
      } catch (SdkException e) {
        listing.problem(address.of(folder), S3Problem.ofListing(e));
      }
    }

    private void offer(S3Object object) {
      // Consoles make empty objects for folders.
      if (!object.key().endsWith("/")) {
        listing.offer(object.key(), object.size());
      }
    }

    private ListObjectsV2Request.Builder request(String prefix) {
      ListObjectsV2Request.Builder request =
          ListObjectsV2Request.builder().bucket(address.bucket()).prefix(prefix);
      payer.ifPresent(request::requestPayer);
      return request;
    }
  }
}
