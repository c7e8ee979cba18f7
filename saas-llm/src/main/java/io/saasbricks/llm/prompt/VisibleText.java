package io.saasbricks.llm.prompt;

/** Text of which a reader sees all that a model sees, and which cannot open or close a section. */
final class VisibleText {
  private static final int LONGEST_LINE = 40;

  private VisibleText() {}

  /** The text with line breaks as they are in Unix, entities for markup, nothing invisible. */
  static String of(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .replace('\r', '\n')
        .codePoints()
        .filter(VisibleText::visible)
        .forEach(c -> append(visible, c));
    return visible.toString().strip();
  }

  /** A short text on one line. */
  static String line(String text) {
    String line = of(text).replaceAll("\\s+", " ");
    // By code points: half of a surrogate pair is no text that could be sent.
    return line.codePointCount(0, line.length()) > LONGEST_LINE
        ? line.substring(0, line.offsetByCodePoints(0, LONGEST_LINE))
        : line;
  }

  private static boolean visible(int c) {
    if (c == '\n' || c == '\t') {
      return true;
    }
    return switch (Character.getType(c)) {
      // Zero-width joiners make up emoji and Indic letters; other format characters only hide.
      case Character.FORMAT -> c == 0x200D || c == 0x200C;
      case Character.CONTROL, Character.PRIVATE_USE, Character.SURROGATE, Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static void append(StringBuilder visible, int c) {
    switch (c) {
      case '<' -> visible.append("&lt;");
      case '>' -> visible.append("&gt;");
      case '&' -> visible.append("&amp;");
      default -> visible.appendCodePoint(c);
    }
  }
}
