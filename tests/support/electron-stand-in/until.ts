const LOOK_AGAIN_MS = 10;

export async function until(happened: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await happened())) await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
}
