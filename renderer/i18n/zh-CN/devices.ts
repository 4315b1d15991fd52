export const devices = {
  title: '设备',
  note: '一样一样试',
  busy: {
    reader: '请放一张证，等 15 秒',
    'social-card-reader': '请插一张社保卡，等 15 秒',
    scanner: '请扫一个码，等 15 秒',
    printer: '正在试打',
    framings: '正在一种一种问',
    card: '请放维护人员的证，等 15 秒',
  },
  name: { reader: '身份证', 'social-card-reader': '社保卡', scanner: '扫码', printer: '打印' },
  short: { reader: '证', 'social-card-reader': '社', scanner: '码', printer: '印' },
  try: '试',
  wires: '线上的字节（个人内容已遮住）',
  framings: '试读卡方式',
  noFramings: '这台读卡器不用试方式',
  knowCard: '登记维护证',
} as const;
