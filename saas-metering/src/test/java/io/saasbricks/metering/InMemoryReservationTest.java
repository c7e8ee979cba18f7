package io.saasbricks.metering;

/** Reservations in memory. */
class InMemoryReservationTest extends ReservationContract {
  InMemoryReservationTest() {
    super(TestTable.inMemory());
  }
}
