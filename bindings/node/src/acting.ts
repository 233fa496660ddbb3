import { ActingMethods, type ActOptions } from "./api.js";
import type { Act, Actor, Applied, Command } from "./schema.js";

/** What carries a command out. */
interface Executes {
  execute(command: Command, options: { signal?: AbortSignal | undefined }): Promise<Applied>;
}

/** Everything an actor can do; made by `desk.act`. */
export class Acting extends ActingMethods {
  readonly #desk: Executes;
  readonly #actor: Actor;

  constructor(desk: Executes, actor: Actor) {
    super();
    this.#desk = desk;
    this.#actor = actor;
  }

  protected override run(act: object, options: ActOptions): Promise<Applied> {
    const { signal, ...given } = options;
    // What does not fit is told by the native half, by name.
    const command = { ...given, actor: this.#actor, act: act as Act } as Command;
    return this.#desk.execute(command, { signal });
  }
}
