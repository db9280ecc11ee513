/** Deployments that outlive the class that asked for them, for the next one that asks for the same. */
package io.sockee.deployments;
