package io.saasbricks.local.emulator;

class InProcessEmulatorTest extends EmulatorContract {
  @Override
  EmulatorBuilder configure(EmulatorBuilder builder) {
    return builder;
  }
}
