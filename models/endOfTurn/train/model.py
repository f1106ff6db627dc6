"""The net: depthwise convolutions over the last 3 s of the log-mel, then attention over time."""
import torch
from torch import nn

FRAMES_HEARD = 300
# Half of what the net is taught are ends, and to interrupt costs more than to wait: its logit is taken for so much less.
CAUTION = 1.0


class Block(nn.Module):
    def __init__(self, width, kernel, dilation):
        super().__init__()
        self.depthwise = nn.Conv1d(width, width, kernel, padding=kernel // 2 * dilation, dilation=dilation, groups=width)
        self.norm = nn.BatchNorm1d(width)
        self.widen = nn.Conv1d(width, 2 * width, 1)
        self.narrow = nn.Conv1d(2 * width, width, 1)

    def forward(self, x):
        return x + self.narrow(torch.relu(self.widen(self.norm(self.depthwise(x)))))


class EndOfTurn(nn.Module):
    """`input_features` [B, 80, 300 or more] -> the logit of "the speaker is done" [B, 1]."""

    def __init__(self, width=80, dropout=0.1):
        super().__init__()
        self.first = nn.Conv1d(80, width, 5, stride=2, padding=2)
        self.second = nn.Conv1d(width, width, 5, stride=2, padding=2)
        self.blocks = nn.Sequential(*(Block(width, 7, dilation) for dilation in (1, 2, 4, 1, 2, 4)))
        self.places = nn.Parameter(torch.zeros(1, width, FRAMES_HEARD // 4))
        self.weigh = nn.Conv1d(width, 4, 1)
        self.dropout = nn.Dropout(dropout)
        self.inner = nn.Linear(5 * width, 64)
        self.outer = nn.Linear(64, 1)

    def forward(self, features):
        x = features[:, :, -FRAMES_HEARD:]
        x = torch.relu(self.second(torch.relu(self.first(x))))
        x = self.blocks(x) + self.places
        weights = torch.softmax(self.weigh(x), dim=2)
        pooled = torch.matmul(weights, x.transpose(1, 2)).flatten(1)
        latest = x[:, :, -12:].mean(2)
        return self.outer(torch.relu(self.inner(self.dropout(torch.cat([pooled, latest], 1)))))
