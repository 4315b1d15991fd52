export const idle = {
  ask: '您还在吗？',
  lamps: '一秒灭一盏灯。¦灯灭完，¦屏幕上的就清掉，¦报过的名还在',
  lampsSlow: '灯一盏盏灭。¦灯灭完，¦屏幕上的就清掉，¦报过的名还在',
  left: '还剩 {{n}} 秒',
  seconds: '秒',
  here: '我还在',
  leave: '我走了，现在就清掉',
  leaveShort: '我走了',
} as const;
