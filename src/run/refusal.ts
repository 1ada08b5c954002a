/** Where it was told that all tools which write say that they are destructive: later steps refer to it. */
export class Refusal {
  #toldAt: string | undefined;

  /** The name of the step. */
  get toldAt(): string | undefined {
    return this.#toldAt;
  }

  /** `isOfAll`: not only of the one tool that `step` calls. */
  tell(step: string, isOfAll: boolean): void {
    this.#toldAt = isOfAll ? step : undefined;
  }
}
