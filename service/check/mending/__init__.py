"""Repairs what deviates: each module sets right one part of a document and says every change; words stay."""
