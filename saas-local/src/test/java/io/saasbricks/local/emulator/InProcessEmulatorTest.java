package io.saasbricks.local.emulator;

class InProcessEmulatorTest extends EmulatorContract {
  @Override
  Emulator.Builder configure(Emulator.Builder builder) {
    return builder;
  }
}
