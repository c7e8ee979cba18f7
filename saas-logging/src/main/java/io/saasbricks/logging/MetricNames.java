package io.saasbricks.logging;

/**
 * What CloudWatch accepts as names and dimension values; anything else would lose the metric
 * without a word.
 */
final class MetricNames {
  private static final int NAMESPACE_LIMIT = 255;
  private static final int NAME_LIMIT = 250;
  private static final int DIMENSION_VALUE_LIMIT = 1024;

  private MetricNames() {}

  static String namespace(String namespace) {
    printable("namespace", namespace, NAMESPACE_LIMIT);
    refuse(namespace.startsWith("AWS/"), "namespace must not begin with AWS/: ", namespace);
    for (int i = 0; i < namespace.length(); i++) {
      refuse(
          !isNamespaceCharacter(namespace.charAt(i)),
          "namespace must consist of A-Z a-z 0-9 . - _ / # : and not ",
          namespace);
    }
    return namespace;
  }

  /**
   * The name of a metric, dimension or property: a member of the line, so it can be none that every
   * line already has.
   */
  static String member(String name) {
    printable("name", name, NAME_LIMIT);
    refuse(
        Entries.RESERVED.contains(name) || name.equals("_aws"),
        "name is a field of every line: ",
        name);
    return name;
  }

  static String dimensionValue(String name, String value) {
    return printable(name, value, DIMENSION_VALUE_LIMIT);
  }

  private static String printable(String what, String text, int limit) {
    boolean ascii = true;
    for (int i = 0; i < text.length(); i++) {
      ascii &= text.charAt(i) >= ' ' && text.charAt(i) < 0x7f;
    }
    if (!ascii || text.isBlank() || text.length() > limit || text.startsWith(":")) {
      throw new IllegalArgumentException(
          what + " must be 1 to " + limit + " printable ASCII characters, no colon first: " + text);
    }
    return text;
  }

  private static boolean isNamespaceCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '-' && c <= ':')
        || c == '_'
        || c == '#';
  }

  private static void refuse(boolean wrong, String rule, String text) {
    if (wrong) {
      throw new IllegalArgumentException(rule + text);
    }
  }
}
