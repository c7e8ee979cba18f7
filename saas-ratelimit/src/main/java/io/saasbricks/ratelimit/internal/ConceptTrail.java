package io.saasbricks.ratelimit.internal;

/** The concepts read last, and the features that they make with the next one. */
final class ConceptTrail {
  private static final int SINGLE = 6;
  private static final int PAIR = 7;
  private static final int TRIPLE = 8;

  private static final int NEAR = 12;
  private static final int BOUNDARY_GAP = 3;
  private static final int PARTNERS = 6;
  private static final int KEPT = 8;
  private static final int BOUNDARY = 63;
  private static final int BASE = 64;

  private final Buckets buckets;
  private final int[] concepts = new int[KEPT];
  private final int[] places = new int[KEPT];
  private int count;
  private int place;

  ConceptTrail(Buckets buckets) {
    this.buckets = buckets;
  }

  /** A word was read, of this concept or of none. */
  void word(int concept) {
    place++;
    if (concept == Concepts.NONE) {
      return;
    }
    buckets.add(SINGLE, concept);
    for (int back = 1; back <= PARTNERS && isNear(back); back++) {
      if (before(back) != concept) {
        buckets.add(PAIR, before(back) * BASE + concept);
      }
    }
    if (isNear(2)) {
      buckets.add(TRIPLE, (before(2) * BASE + before(1)) * BASE + concept);
    }
    keep(concept);
  }

  /** A sentence or a clause ended. */
  void boundary() {
    place += BOUNDARY_GAP;
    keep(BOUNDARY);
  }

  private void keep(int concept) {
    concepts[count % KEPT] = concept;
    places[count % KEPT] = place;
    count++;
  }

  private int before(int back) {
    return concepts[(count - back) % KEPT];
  }

  private boolean isNear(int back) {
    return back <= count && places[(count - back) % KEPT] >= place - NEAR;
  }
}
