/** Servers side by side: they are built, started, measured in turn, compared, and stopped. */
package io.sockee.load.compare;
