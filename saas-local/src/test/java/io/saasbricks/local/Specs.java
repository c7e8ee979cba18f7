package io.saasbricks.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What others have published of their formats, from the folder {@code specs} of the project. */
public final class Specs {
  private static final Path FOLDER = Path.of(System.getProperty("saasbricks.root"), "specs");

  private Specs() {}

  /** A file of that folder as text. */
  public static String read(String file) {
    try {
      return Files.readString(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
