/** The colours all drawings share, named after what they stand for. Not the page's own colours: style.css. */

export const INK = '#1c2126'
export const PAPER = '#fbfaf7'
export const WASHI = '#f1ede3'
export const LINEN = '#e6dfd0'

export const NIGHT = '#14233a'
export const DEEP = '#1b3150'
export const INDIGO = '#26456e'
export const BLUE = '#5a7ca0'
export const PALE = '#a6bccd'
export const HAZE = '#d3dde2'
export const MIST = '#e9edec'

export const PINE = '#3c5548'
export const MOSS = '#76896a'
export const LEAF = '#a9b58a'

export const PERSIMMON = '#c65f38'
export const RUST = '#9a4630'
export const STRAW = '#d9ad5f'
export const WHEAT = '#efd9a5'
export const PEACH = '#f2dcc8'
export const ROSE = '#e2b79f'

export const SNOW = '#f8f9f9'
export const ICE = '#dde6ec'
export const STONE = '#8a9299'
export const SLATE = '#4b565f'
export const WOOD = '#b08656'
export const BARK = '#6b4e37'

export const SEA = '#3f7f93'
export const SHALLOW = '#8fc0c2'
export const SAND = '#ecdcba'
