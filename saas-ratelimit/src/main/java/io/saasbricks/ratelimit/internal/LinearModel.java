package io.saasbricks.ratelimit.internal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Logistic regression over the buckets of {@link MessageFeatures}, its weights quantised to a byte
 * each. Immutable.
 *
 * <p>Format: version (int 3), bias and scale (float), then one signed byte for each bucket.
 */
public final class LinearModel {
  private static final int VERSION = 3;
  private static final int LONG = 300;

  private final float bias;
  private final float scale;
  private final byte[] weights;

  private LinearModel(float bias, float scale, byte[] weights) {
    this.bias = bias;
    this.scale = scale;
    this.weights = weights;
  }

  /** The model of these weights, one for each bucket, rounded to 255 levels. */
  public static LinearModel of(float bias, float[] exact) {
    if (exact.length != MessageFeatures.BUCKETS) {
      throw new IllegalArgumentException("one weight a bucket, not " + exact.length);
    }
    float largest = Float.MIN_NORMAL;
    for (float weight : exact) {
      largest = Math.max(largest, Math.abs(weight));
    }
    float scale = largest / Byte.MAX_VALUE;
    byte[] weights = new byte[exact.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (byte) Math.round(exact[i] / scale);
    }
    return new LinearModel(bias, scale, weights);
  }

  /**
   * The model in the stream, which stays open.
   *
   * @throws IOException if the stream does not hold a model of this version
   */
  public static LinearModel read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    int version = data.readInt();
    if (version != VERSION) {
      throw new IOException("unknown version of the message model: " + version);
    }
    float bias = data.readFloat();
    float scale = data.readFloat();
    byte[] weights = new byte[MessageFeatures.BUCKETS];
    data.readFully(weights);
    return new LinearModel(bias, scale, weights);
  }

  /** Writes what {@link #read} reads; the stream stays open. */
  public void write(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(VERSION);
    data.writeFloat(bias);
    data.writeFloat(scale);
    data.write(weights);
    data.flush();
  }

  /** This model, but as sure of a message as this one is of one with so much less evidence. */
  public LinearModel stricter(double logit) {
    return new LinearModel((float) (bias - logit), scale, weights);
  }

  /**
   * What each of so many features counts. Beyond 300 features evidence is no longer thinned out by
   * length, so that an attack cannot hide in a long text.
   */
  public static double value(int features) {
    return 1 / Math.sqrt(Math.max(1, Math.min(features, LONG)));
  }

  /** The logarithm of the odds that a message of these features is an attack. */
  public double logit(int[] features) {
    long sum = 0;
    for (int feature : features) {
      sum += feature < 0 ? -weights[~feature] : weights[feature];
    }
    return bias + scale * sum * value(features.length);
  }

  /** How likely a message of these features is an attack, from 0 to 1. */
  public double probability(int[] features) {
    return 1 / (1 + Math.exp(-logit(features)));
  }
}
