/**
 * Proof by the million: simulated Lambda containers share a database, lose answers, crash, freeze
 * and come back, and one seed fixes all of it. Start with {@link
 * io.saasbricks.local.simulation.Simulation}; {@link io.saasbricks.local.simulation.CrashPoints}
 * tries every place a fault can strike, {@link io.saasbricks.local.simulation.FaultyHttpClient} is
 * the broken network by itself, {@link io.saasbricks.local.simulation.Property} checks plain code
 * on generated values, and {@link io.saasbricks.local.simulation.Corpus} makes fuzz targets of
 * parsers.
 */
@NullMarked
package io.saasbricks.local.simulation;

import org.jspecify.annotations.NullMarked;
